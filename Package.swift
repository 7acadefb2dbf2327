// swift-tools-version: 6.2

import PackageDescription

/// House rules for the compiler: Swift 6 mode, no warning survives, imports are internal and explicit.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A module of the product. What it may import is what it depends on here; `ArchitectureTests` holds the sources to it.
func module(
  _ name: String, uses dependencies: [Target.Dependency] = [], resources: [Resource]? = nil,
  exclude: [String] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, exclude: exclude, resources: resources,
    swiftSettings: strict)
}

func tests(_ name: String, uses dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
  name: "fabrique",
  products: [.executable(name: "fabrique", targets: ["Server"])],
  targets: [
    // The system's C libraries.
    .systemLibrary(name: "CLinux"),
    .systemLibrary(name: "COpenSSL"),
    .systemLibrary(name: "CSQLite"),

    // Kits: no word of the portal in them.
    module("JSON"),
    module("SQLite", uses: ["CSQLite"]),
    module("Crypto", uses: ["COpenSSL"]),
    module("Cedar", uses: ["JSON"]),
    module("HTML"),
    module("HTTP", uses: ["JSON"]),
    module("HTTPServer", uses: ["HTTP", "Crypto", "CLinux"]),

    // The application.
    module(
      "Portal", uses: ["SQLite", "Cedar", "Crypto", "JSON"],
      resources: [.embedInCode("Migrations")]),
    module("PortalWeb", uses: ["Portal", "HTTP", "HTML", "JSON"]),
    .executableTarget(
      name: "Server",
      dependencies: [
        "Portal", "PortalWeb", "HTTPServer", "HTTP", "HTML", "Cedar", "Crypto", "JSON", "SQLite",
      ],
      swiftSettings: strict),

    // Tests.
    .target(
      name: "TestSupport",
      dependencies: ["Portal", "PortalWeb", "SQLite", "Crypto", "HTTP", "JSON"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .executableTarget(
      name: "CedarPeer", dependencies: ["Cedar", "JSON"], path: "Tests/CedarPeer",
      swiftSettings: strict),
    .executableTarget(
      name: "ListMeasure", dependencies: ["Portal", "SQLite"], path: "Tests/ListMeasure",
      swiftSettings: strict),
    .executableTarget(
      name: "HostingTrial", dependencies: ["Portal", "SQLite", "TestSupport"],
      path: "Tests/HostingTrial", swiftSettings: strict),
    .executableTarget(
      name: "ServerMeasure", dependencies: ["HTTPServer", "HTTP", "Crypto"],
      path: "Tests/ServerMeasure", swiftSettings: strict),
    tests("JSONTests", uses: ["JSON"]),
    tests("SQLiteTests", uses: ["SQLite"]),
    tests("CryptoTests", uses: ["Crypto"]),
    tests("CedarTests", uses: ["Cedar", "JSON"]),
    tests("CedarSQLTests", uses: ["Cedar", "SQLite", "JSON"]),
    tests("HTMLTests", uses: ["HTML"]),
    tests("HTTPTests", uses: ["HTTP", "JSON"]),
    tests("HTTPServerTests", uses: ["HTTPServer", "HTTP", "Crypto"]),
    tests("PortalTests", uses: ["Portal", "SQLite", "Cedar", "Crypto", "JSON", "TestSupport"]),
    tests(
      "PortalWebTests",
      uses: ["PortalWeb", "Portal", "SQLite", "HTTP", "HTML", "JSON", "TestSupport"]),
    tests("ServerTests", uses: ["Server", "Portal", "Cedar", "Crypto", "HTTP", "JSON"]),
    tests("ArchitectureTests", uses: []),
  ]
)
