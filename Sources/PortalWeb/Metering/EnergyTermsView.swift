import HTML
import Portal

/// How energy is counted, from coefficients to tariffs, with every source.
struct EnergyTermsView: View {
  let record: EnergyTermsRecord
  let state: FormState

  var title: Text { Text("Comment l’énergie est comptée", "How energy is counted") }
  var section: Section? { .deployments }

  func content(_ visit: Visit) -> HTML {
    visit.crumbs([(visit("Consommation", "Consumption"), "/consumption")])
    h1(visit(title))
    p(
      visit(
        "Chaque chiffre dit comment il est connu : mesuré sur le service (A), mesuré sur la machine et réparti (B), modélisé d’après l’usage (C) ou d’après l’allocation seule (D). Ce qui manque n’est pas complété. La fabrication des équipements et le réseau ne sont pas comptés.",
        "Each figure says how it is known: measured on the workload (A), measured on the host and shared out (B), modelled from metered use (C) or from the allocation alone (D). What is missing is not filled in. The making of the equipment and the network are not counted."
      ), .class("lead"))
    coefficients(visit)
    factors(visit)
    tariffs(visit)
  }

  private func coefficients(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Puissances (niveaux C et D)", "Powers (tiers C and D)"))
      dl(.class("facts")) {
        for set in CoefficientSet.all {
          dt(visit(set.name))
          dd(
            visit(
              "vCPU \(visit.format(set.vcpu.idle)) à \(visit.format(set.vcpu.full)) W · mémoire \(visit.format(set.memoryPerGB)) W/Go · SSD \(visit.format(set.storagePerTB)) W/To · \(set.gpuModel) \(visit.format(set.gpu.idle)) à \(visit.format(set.gpu.full)) W · \(set.source)",
              "vCPU \(visit.format(set.vcpu.idle)) to \(visit.format(set.vcpu.full)) W · memory \(visit.format(set.memoryPerGB)) W/GB · SSD \(visit.format(set.storagePerTB)) W/TB · \(set.gpuModel) \(visit.format(set.gpu.idle)) to \(visit.format(set.gpu.full)) W · \(set.source)"
            ))
        }
        for other in CoefficientSet.alternatives {
          dt(visit("Ailleurs : \(other.what.french)", "Elsewhere: \(other.what.english)"))
          dd("\(visit(other.value)) (\(other.source))")
        }
      }
      p(
        visit(
          "Le premier jeu est utilisé. Ce sont des machines d’environ 2020 : les mesures du site les remplacent dès qu’il y en a.",
          "The first set is used. These are machines of about 2020: the site’s measurements replace them as soon as there are any."
        ), .class("soft"))
      p(
        visit(
          "À vérifier à la main : 8 vCPU à mi-charge, 32 Go et 0,5 To de SSD pendant un an à un PUE de 1,5 consomment \(visit.energy(record.check.totalWattHours)), soit \(visit.emissions(record.check.gramsCO2e)) à \(visit.format(GridFactor.standard.gramsPerKWh)) gCO₂e/kWh.",
          "To check by hand: 8 vCPU at half load, 32 GB and 0.5 TB of SSD over a year at a PUE of 1.5 draw \(visit.energy(record.check.totalWattHours)), that is \(visit.emissions(record.check.gramsCO2e)) at \(visit.format(GridFactor.standard.gramsPerKWh)) gCO₂e/kWh."
        ), .class("soft"))
    }
  }

  private func factors(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Émissions d’un kilowattheure", "Emissions of a kilowatt-hour"))
      p {
        strong("\(visit.format(record.factor.gramsPerKWh)) gCO₂e/kWh")
        visit(" utilisés ce mois-ci.", " used this month.")
      }
      ul {
        for factor in record.factors.reversed() {
          li(
            visit(
              "à partir du \(visit.format(factor.validFrom)) : ",
              "from \(visit.format(factor.validFrom)): ")
              + words(factor, visit))
        }
        for factor in GridFactor.published {
          li(visit("publié : ", "published: ") + words(factor, visit))
        }
      }
      if record.mayChange {
        form(
          visit, Action.setGridFactor, to: "/energy/grid-factors", EnergyTermsRoutes.factor)
      }
    }
  }

  private func words(_ factor: GridFactor, _ visit: Visit) -> String {
    "\(visit.format(factor.gramsPerKWh)) gCO₂e/kWh, \(factor.year), \(visit(factor.perimeter)) (\(factor.source))"
  }

  private func tariffs(_ visit: Visit) -> HTML {
    article(.class("card")) {
      h2(visit("Tarif indicatif", "Indicative tariff"))
      if record.tariffs.isEmpty {
        p(
          visit(
            "Aucun tarif n’est fixé : aucun coût n’est montré.",
            "No tariff is set: no cost is shown."), .class("soft"))
      }
      ul {
        for tariff in record.tariffs.reversed() {
          li(
            visit(
              "à partir du \(visit.format(tariff.validFrom)), par heure : vCPU \(visit.price(tariff.vcpuHour)), Gio de mémoire \(visit.price(tariff.memoryGiBHour)), Gio de stockage \(visit.price(tariff.storageGiBHour)), GPU \(visit.price(tariff.gpuHour)) (\(tariff.source))",
              "from \(visit.format(tariff.validFrom)), an hour: vCPU \(visit.price(tariff.vcpuHour)), GiB of memory \(visit.price(tariff.memoryGiBHour)), GiB of storage \(visit.price(tariff.storageGiBHour)), GPU \(visit.price(tariff.gpuHour)) (\(tariff.source))"
            ))
        }
      }
      if record.mayChange {
        form(visit, Action.setTariff, to: "/energy/tariffs", EnergyTermsRoutes.tariff)
      }
    }
  }

  @HTMLBuilder private func form(
    _ visit: Visit, _ action: Action, to path: Path, _ fields: [Field]
  ) -> HTML {
    let form = FormFields(visit: visit, state: state)
    details {
      summary(visit(action.label))
      form.summary(fields: fields)
      visit.postForm(to: path) {
        for field in fields { form(field) }
        button(visit("Enregistrer", "Save"), .type(.submit))
      }
    }
  }
}
