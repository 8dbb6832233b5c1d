// swift-tools-version: 6.2
import PackageDescription

/// The table of contents of the product: one folder each under Features/, with a README and mostly tests of its own.
let features = [
    "Assignments", "Attachments", "Audit", "Calendars", "CaseBatches", "CaseLibrary", "CaseTalk", "Cases",
    "CategoryHints",
    "Contacts", "Customers", "Demo", "Desk", "Digests", "Exports", "Figures", "Handbooks", "House", "Imports",
    "Integrations", "Messages", "Obligations", "Papers", "Presence", "ReceptionChannels", "Rehearsals", "SavedViews",
    "Search", "Slips",
    "Staff", "Wall",
    "CaseTabs", "CaseWatch", "Palette", "QuickTexts",
    "CaseSamples",
    "Mailboxes", "Vitals",
    "Rosters", "Duties", "LineBoards", "Approvals", "Leave", "ShiftSwaps", "Handovers", "RosterProposals",
    "Attendance", "DutyLogs", "LeavePosts", "Overtime", "PreShiftChecks", "Dispatches", "DailyReports", "DayPlans",
]
let tested = [
    "Assignments", "Attachments", "Calendars", "Cases", "Contacts", "Customers", "Demo", "Digests", "Exports",
    "Figures", "Handbooks", "Imports", "Integrations", "Obligations", "Papers", "ReceptionChannels", "Rehearsals",
    "Search", "Staff", "CaseSamples",
    "Mailboxes", "Vitals",
    "Rosters", "LineBoards", "Approvals", "Leave", "ShiftSwaps", "Handovers", "Attendance", "DutyLogs", "LeavePosts",
    "Overtime",
    "Dispatches",
    "DailyReports", "DayPlans",
]

/// The targets whose tests compare with golden files.
let golden: Set<String> = [
    "AssignmentsTests", "CalendarsTests", "CasesTests", "CustomersTests", "DatabaseTests", "ExportsTests",
    "FiguresTests", "HandbooksTests", "HouseTests", "ImportsTests", "ObligationsTests", "PapersTests",
    "ReceptionChannelsTests", "ContactsTests", "IntegrationsTests", "MailTests",
    "SearchTests", "StaffTests",
]

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

/// What tests are made with, and may themselves know everything.
let everything: [Target.Dependency] = [
    "Kernel", "Mathematics", "Handbook", "Database", "Sheets", "Press", "Web", "Outgoing", "Desk", "Testkit",
    "Mail", hummingbird,
    logging, "CZip", .product(name: "NIOCore", package: "swift-nio"),
]

let package = Package(
    name: "qingting",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "qingting", targets: ["qingting"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", exact: "2.28.1"),
        .package(url: "https://github.com/apple/swift-log.git", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", exact: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams.git", exact: "6.2.2"),
    ],
    targets: [
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CArgon2", pkgConfig: "libargon2", providers: [.apt(["libargon2-dev"])]),
        .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CMagic", providers: [.apt(["libmagic-dev"])]),
        .systemLibrary(name: "CPangoCairo", pkgConfig: "pangocairo", providers: [.apt(["libpango1.0-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        .systemLibrary(name: "CXlsxWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(name: "Kernel", dependencies: ["CCrypto"], swiftSettings: strict),
        .target(name: "CPaper", dependencies: ["CPangoCairo"]),
        .target(name: "CMail", dependencies: ["CGMime"]),
        .target(name: "Mail", dependencies: ["CMail"], swiftSettings: strict),
        .target(name: "Press", dependencies: ["Kernel", "CPaper"], swiftSettings: strict),
        .target(name: "Mathematics", dependencies: ["Kernel"], swiftSettings: strict),
        // What was sold, and what is said of those who bought: pure, and walked a million members at a time.
        .target(name: "Retail", dependencies: ["Kernel", "Mathematics"], swiftSettings: strict),
        .target(
            name: "CCbc",
            cxxSettings: [.unsafeFlags(["-O2"])],
            linkerSettings: ["CbcSolver", "Cbc", "Cgl", "OsiClp", "Clp", "Osi", "CoinUtils"].map { .linkedLibrary($0) }),
        // A search is a thousand times the same step: optimised also where everything else is not (decision 0069).
        .target(
            name: "Rostering", dependencies: ["Kernel", "CCbc"], exclude: ["README.md"],
            swiftSettings: strict + [.unsafeFlags(["-O"])]),
        .target(
            name: "RosterInstances", dependencies: ["Kernel", "Rostering"], path: "Benchmarks/RosterInstances",
            swiftSettings: strict),
        .executableTarget(
            name: "rosters", dependencies: ["Kernel", "Rostering", "RosterInstances"], path: "Benchmarks/Rosters",
            swiftSettings: strict),
        .target(
            name: "Handbook", dependencies: ["Kernel", .product(name: "Yams", package: "Yams")], swiftSettings: strict),
        .target(
            name: "Sheets", dependencies: ["Kernel", "CZip", "CExpat", "CXlsxWriter", "CZlib"], swiftSettings: strict),
        .target(name: "Database", dependencies: ["Kernel", "CPostgres", "CSQLite"], swiftSettings: strict),
        .target(name: "Outgoing", dependencies: ["CCurl"], swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Kernel", "CZlib", hummingbird, logging, .product(name: "NIOCore", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Desk",
            dependencies: [
                "Kernel", "Mathematics", "Handbook", "Database", "Sheets", "Press", "Web", "CArgon2", "CMagic",
                "Mail", "Rostering", hummingbird,
                logging,
            ],
            path: "Features",
            exclude: features.map { "\($0)/README.md" } + tested.map { "\($0)/Tests" },
            swiftSettings: strict
        ),
        .target(
            name: "Testkit",
            dependencies: [
                "Kernel", "Handbook", "Database", "Web", hummingbird, logging,
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .target(name: "Deskkit", dependencies: everything, path: "Tests/Deskkit", swiftSettings: strict),
        .executableTarget(
            name: "qingting",
            dependencies: [
                "Kernel", "Mathematics", "Handbook", "Database", "Web", "Desk", "Outgoing", hummingbird, logging,
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(name: "bare", dependencies: [hummingbird], path: "Benchmarks/Bare", swiftSettings: strict),
    ] + tests()
)

/// Every folder of tests is a target: `Tests/<Name>Tests` for the layers, `Features/<Noun>/Tests` for the nouns.
func tests() -> [Target] {
    let layers = [
        "Database", "Handbook", "House", "Kernel", "Law", "Mail", "Mathematics", "Outgoing", "Press", "Sheets",
        "Upgrade",
        "Web",
    ].map {
        ("\($0)Tests", "Tests/\($0)Tests")
    }
    // The solver's tests and those of the shares need nothing of the house: `swift build --target RosteringTests` is small.
    let nouns = tested.map { ("\($0)Tests", "Features/\($0)/Tests") }
    let rostering: [Target] = [
        .testTarget(
            name: "RosteringTests", dependencies: ["Kernel", "Rostering", "RosterInstances", "Testkit"],
            swiftSettings: strict),
        .testTarget(
            name: "RetailTests", dependencies: ["Kernel", "Mathematics", "Retail", "Sheets"], swiftSettings: strict),
    ]
    // Doors by which strangers' bytes come in: opened by libFuzzer too (scripts/fuzz.sh), which builds them apart.
    let fuzzers: [Target] = [
        .testTarget(
            name: "FuzzerTests", dependencies: everything + ["CZlib"], path: "Tests/Fuzzers",
            exclude: ["CFuzz", "Corpus", "Fuzz", "README.md", "StandIns"], swiftSettings: strict)
    ]
    return rostering + fuzzers
        + (layers + nouns).map { name, path in
            .testTarget(
                name: name, dependencies: everything + ["Deskkit"], path: path,
                exclude: golden.contains(name) ? ["Golden"] : name == "UpgradeTests" ? ["Released"] : [],
                swiftSettings: strict)
        }
}
