import HTTP
import JSON
import Portal
import TestSupport
import Testing

@Suite("Metering, seen from outside") struct MeteringWebTests {
  /// A deployment that ran and was metered from 09:00 to 15:00 on 21 November 2026, and the agent that says so.
  private func scene() async throws -> (scene: HostingWebScene, agent: Program, id: String) {
    let scene = try await HostingWebScene()
    let request = try await scene.approved(scene.body(start: "2026-11-21"))
    let certificate = try await scene.test.agent(at: scene.site.id).certificate
    let agent = try scene.test.caller(showing: certificate)
    for hours in [0, 6] as [Int64] {
      scene.test.clock.advance(seconds: hours * 3600)
      _ = try await agent.post(
        "/deployments/\(request)/observations", ["revision": 1, "phase": "running"])
    }
    return (scene, agent, request)
  }

  private func sample(
    _ id: String, _ from: Int = 9, _ to: Int = 10, with more: JSONObject = [:]
  ) -> JSON {
    func moment(_ hour: Int) -> JSON {
      .string("2026-11-21T\(hour < 10 ? "0" : "")\(hour):00:00Z")
    }
    var sample: JSONObject = [
      "deployment": .string(id), "start": moment(from), "end": moment(to), "tier": "modelledUse",
      "source": .string(HostingWebScene.hostile), "cpuSeconds": 360.5, "memoryGiBHours": 2,
    ]
    for (key, value) in more { sample[key] = value }
    return .object(sample)
  }

  @Test("an agent's samples are taken once, and everything wrong is pointed at")
  func samples() async throws {
    let (_, agent, id) = try await scene()
    let body: JSON = ["samples": [sample(id), sample(id, 10, 11)]]
    #expect(try await agent.post("/usage", body).json == ["taken": 2, "known": 0])
    #expect(try await agent.post("/usage", body).json == ["taken": 0, "known": 2])
    let wrong = try await agent.post(
      "/usage",
      [
        "samples": [
          sample(id, 11, 12), sample(id, with: ["tier": "measured", "cpuSeconds": "12"]),
          sample(id, with: ["start": "2026-11-21", "unheard": 1]),
        ]
      ])
    #expect(wrong.status == 422)
    #expect(
      Set(wrong.json["errors"]?.items?.compactMap { $0["pointer"]?.text } ?? []) == [
        "/samples/1/tier", "/samples/1/cpuSeconds", "/samples/2/start", "/samples/2/unheard",
      ])
    for body in [["samples": []], ["samples": "x"], ["samples": [1]], [:]] as [JSON] {
      #expect(try await agent.post("/usage", body).status == 422)
    }
  }

  @Test("a statement is there as a page, as JSON and as a file, for whoever sees the deployment")
  func statement() async throws {
    let (scene, agent, id) = try await scene()
    _ = try await agent.post("/usage", ["samples": [sample(id)]])
    let lead = try await scene.test.program(as: scene.cast.townLead)
    let json = try await lead.get("/consumption?deployment=\(id)&by=month").json
    #expect(json["groups"]?[0]?["key"] == "2026-11")
    #expect(json["total"]?["worstTier"] == "modelledUse")
    #expect(json["total"]?["meteredSeconds"] == 3600 && json["total"]?["runningSeconds"] == 21_600)
    #expect(json["isSample"] == true)
    let figure = json["lines"]?[0]?["parts"]?[0]?["figure"]
    #expect(figure?["pue"]?["isHypothesis"] == true)
    #expect(figure?["sentence"]?.text?.contains("46,1 gCO₂e/kWh") == true)

    let browser = try await scene.test.browser(as: scene.cast.townLead)
    for path in ["/consumption", "/consumption?by=useCase", "/deployments/\(id)"] {
      let page = try await browser.get(path)
      #expect(page.status == 200 && !page.text.contains("<script>alert"), "\(path)")
      #expect(page.text.contains("1,0\u{a0}h / 6,0\u{a0}h"), "\(path)")
      #expect(page.text.contains("exemple fictif"), "\(path)")
    }
    #expect(try await browser.get("/consumption?by=month").text.contains("novembre 2026"))
    #expect(try await browser.get("/deployments/\(id)").text.contains("de marche sans mesure"))
    #expect(try await browser.get("/consumption?from=2026-13").status == 422)
    #expect(try await browser.get("/consumption?from=2026-11&to=2026-10").status == 422)

    let file = try await lead.get("/consumption/export")
    #expect(file.headers[.contentType] == "text/csv; charset=utf-8; header=present")
    #expect(file.text.split(separator: "\r\n").count == 2)
    let stranger = try await scene.test.program(as: scene.cast.agglomerationLead)
    #expect(try await stranger.get("/consumption").json["lines"]?.items?.isEmpty == true)
    #expect(try await stranger.get("/consumption/export").text.split(separator: "\r\n").count == 1)
  }

  @Test("a request shows what it would draw, before it is sent, with its range and its method")
  func estimate() async throws {
    let scene = try await HostingWebScene()
    let lead = try await scene.test.program(as: scene.cast.townLead)
    let request = try await lead.post("/hosting-requests", scene.body()).json
    let year = request["energy"]?["perYear"]
    #expect(request["state"] == "draft" && year?["tier"] == "modelledAllocation")
    let energy = try #require(year?["energy"]?["totalWattHours"]?.int)
    let idle = try #require(year?["range"]?["idle"]?["totalWattHours"]?.int)
    let full = try #require(year?["range"]?["full"]?["totalWattHours"]?.int)
    #expect(idle < energy && energy < full)
    let id = try #require(request["id"]?.text)
    let browser = try await scene.test.browser(as: scene.cast.townLead)
    for path in ["/hosting-requests/\(id)", "/hosting-requests/\(id)/edit"] {
      let page = try await browser.get(path)
      #expect(page.text.contains("Énergie et émissions estimées"), "\(path)")
      #expect(page.text.contains("hypothèse : valeur par défaut"), "\(path)")
    }

    let scenario = try await lead.get("/energy-estimate?vcpu=8&memoryGiB=32&pue=1.1").json
    #expect(scenario["perYear"]?["pue"]?["value"] == 1.1)
    let page = try await browser.get("/energy-estimate?vcpu=8&memoryGiB=32&pue=1%2C1")
    #expect(page.text.contains("scénario hypothétique"))
    #expect(try await browser.get("/energy-estimate").status == 200)
    for query in ["vcpu=-1", "pue=0.9", "start=2026-12-01&end=2026-12-01", "end=2999-01-01"] {
      #expect(try await lead.get("/energy-estimate?\(query)").status == 422, "\(query)")
      #expect(try await browser.get("/energy-estimate?\(query)").status == 422, "\(query)")
    }
  }

  @Test("factors and tariffs are set by the hosting officer, in a form, and shown to all")
  func terms() async throws {
    let scene = try await HostingWebScene()
    let officer = try await scene.test.browser(as: scene.cast.hostingOfficer)
    let factor = try await officer.post(
      "/energy/grid-factors",
      [
        "gramsCO2ePerKWh": "21,7", "year": "2024", "perimeter": HostingWebScene.hostile,
        "validFrom": "2026-11", "source": HostingWebScene.hostile,
      ])
    #expect(factor.location == "/energy")
    let tariff = try await officer.post(
      "/energy/tariffs",
      [
        "vcpuHour": "0,02", "memoryGiBHour": "0.005", "storageGiBHour": "0", "gpuHour": "1",
        "validFrom": "2026-13", "source": "",
      ])
    #expect(tariff.status == 422 && tariff.text.contains("value=\"0,02\""))
    let page = try await scene.test.browser(as: scene.cast.townLead).get("/energy")
    #expect(page.status == 200 && page.text.contains("21,7 gCO₂e/kWh"))
    #expect(page.text.contains("395,6\u{a0}kWh") && page.text.contains("18,2\u{a0}kg"))
    #expect(!page.text.contains("<script>alert") && !page.text.contains("/energy/tariffs"))
    let program = try await scene.test.program(as: scene.cast.townLead)
    #expect(try await program.get("/energy").json["factor"]?["year"] == 2024)
    let refused = try await program.post(
      "/energy/tariffs",
      [
        "vcpuHour": 1, "memoryGiBHour": 1, "storageGiBHour": 1, "gpuHour": 1,
        "validFrom": "2026-11", "source": "x",
      ])
    #expect(refused.status == 403)
  }

  @Test("a site's year is stated in a form and exported")
  func report() async throws {
    let scene = try await HostingWebScene()
    let officer = try await scene.test.browser(as: scene.cast.hostingOfficer)
    let path = "/sites/exemple/reports/2025"
    #expect(try await officer.get(path).text.contains("La puissance installée n’est pas déclarée"))
    func state(_ indicator: String, _ value: String, _ certainty: String) async throws -> Reception
    {
      try await officer.post(
        path,
        [
          "indicator": indicator, "value": value, "certainty": certainty,
          "source": HostingWebScene.hostile, "asOf": "2026-02-01",
        ])
    }
    #expect(try await state("installedPower", "120", "estimated").location == path)
    #expect(try await state("totalEnergy", "1300,5", "measured").location == path)
    #expect(try await state("itEnergy", "1000", "measured").location == path)
    #expect(try await state("coolingPlan", HostingWebScene.hostile, "objective").location == path)
    #expect(try await state("water", "beaucoup", "measured").status == 422)
    let page = try await officer.get(path)
    #expect(page.text.contains("En dessous de 500 kW rien n’est obligatoire"))
    #expect(page.text.contains("1,301") && !page.text.contains("<script>alert"))
    let auditor = try await scene.test.program(as: scene.cast.auditor)
    let json = try await auditor.get(path).json
    #expect(json["ratios"]?[0]?["ratio"] == "pue" && json["ratios"]?[0]?["certainty"] == "measured")
    #expect(json["dueBy"] == "2026-05-15" && json["isBound"] == false)
    let file = try await auditor.get("\(path)/export").text
    #expect(file.contains("E_DC,1300.5,kWh,measured"))
    #expect(file.split(separator: "\r\n").count == 7)
    for path in ["/sites/exemple/reports/x", "/sites/exemple/reports/1999"] {
      #expect(try await auditor.get(path).status == 404)
    }
    let lead = try await scene.test.program(as: scene.cast.townLead)
    #expect(try await lead.get(path).status == 404)
  }
}
