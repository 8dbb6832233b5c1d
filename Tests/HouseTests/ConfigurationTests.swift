import Kernel
import Testing

@testable import Desk

/// How a node is to run is read once, from four places, and refused whole.
struct ConfigurationTests {
    @Test func withoutAWordTheHouseRunsOnLoopbackInOneDirectory() throws {
        let configuration = try read()
        #expect(configuration.host == "127.0.0.1")
        #expect(configuration.port == 8080)
        #expect(configuration.store == .file(".data/qingting.sqlite"))
        #expect(configuration.sessionLength == .hours(12))
        #expect(configuration.lockAfter == .minutes(15))
        #expect(configuration.firstPassword == .hours(72))
        #expect(configuration.zone == .shanghai)
        #expect(!configuration.isSecure)
    }

    @Test func aFlagBeatsTheEnvironmentWhichBeatsTheFileWhichBeatsTheDefault() throws {
        let file = "# our house\nport = 1\nhost = 10.0.0.1\nzone=Europe/Berlin\n\n"
        let settings = Settings(
            flags: [.port: "3"], environment: ["QINGTING_PORT": "2", "QINGTING_HOST": "10.0.0.2", "HOME": "/"],
            file: ("house.conf", file))
        let configuration = try Configuration(settings) { _ in true }
        #expect(configuration.port == 3)
        #expect(configuration.host == "10.0.0.2")
        #expect(configuration.zone.identifier == "Europe/Berlin")
        #expect(settings.given[.port]?.origin == .flag)
        #expect(settings.given[.host]?.origin == .environment)
        #expect(settings.given[.zone]?.origin == .file("house.conf", line: 4))
        #expect(settings.given[.logLevel]?.origin == .standard)
    }

    @Test func everyProblemIsSaidAtOnceWithItsPlace() {
        let file = "port = many\ncolour = red\nhost\nzone = Asia/Shanghai\nzone = UTC\nlog-level = loud\n"
        let problems = #expect(throws: ConfigurationProblems.self) {
            _ = try Configuration(
                Settings(
                    flags: [.publicURL: "example.com/desk", .database: "mysql://x/y"],
                    environment: [
                        "QINGTING_SESSION_HOURS": "0", "QINGTING_COLOR": "red", "QINGTING_ZONE": "Mars",
                        "QINGTING_TRUSTED_PROXIES": "10.0.0.0/8, nonsense", "QINGTING_HOST": "a b",
                        "QINGTING_TEST_POSTGRES": "for the tests", "QINGTING_TEST_MAIL": "too",
                        "QINGTING_CONFIG": "house.conf",
                    ],
                    file: ("house.conf", file))
            ) { $0 != "nonsense" }
        }
        #expect(
            problems?.problems.map(\.place).sorted() == [
                "--database", "--public-url", "QINGTING_COLOR", "QINGTING_HOST", "QINGTING_SESSION_HOURS",
                "QINGTING_TRUSTED_PROXIES", "QINGTING_ZONE", "house.conf:1", "house.conf:2", "house.conf:3",
                "house.conf:5",
                "house.conf:6",
            ])
        #expect(problems?.description.contains("house.conf:5: 'zone' stands on line 4 already") == true)
    }

    @Test(arguments: [
        (Setting.port, "-1"), (.port, "65536"), (.port, ""), (.port, "8080x"), (.postgresConnections, "1"),
        (.lockMinutes, "481"), (.apiPerMinute, "59"), (.data, ""), (.publicURL, "https://"), (.publicURL, "ftp://x"),
        (.database, ""), (.firstPasswordHours, "0"), (.firstPasswordHours, "721"), (.pagesPerPerson, "4"),
        (.publicURL, "https://user@host"),
    ])
    func aSenselessValueIsRefused(setting: Setting, text: String) {
        let problems = #expect(throws: ConfigurationProblems.self) { _ = try read([setting: text]) }
        #expect(problems?.problems.map(\.place) == ["--\(setting.rawValue)"])
    }

    @Test func anHTTPSAddressTurnsSecureCookiesOn() throws {
        let configuration = try read([.publicURL: "https://desk.example.com/"])
        #expect(configuration.isSecure)
        #expect(configuration.publicURL == "https://desk.example.com")
    }

    @Test func zeroMinutesMeansTheScreenNeverLocks() throws {
        #expect(try read([.lockMinutes: "0"]).lockAfter == nil)
    }

    @Test(arguments: [
        ("postgres://desk:secret@db/desk", "postgres://desk:***@db/desk"),
        ("postgres://desk:p@ss@db/desk", "postgres://desk:***@db/desk"),
        ("postgres://db/desk?password=secret", "postgres://db/desk"),
        ("postgresql://desk@db/desk", "postgresql://desk@db/desk"),
        ("/srv/desk.sqlite", "/srv/desk.sqlite"),
    ])
    func aPasswordIsNeverPrinted(database: String, printed: String) throws {
        #expect(try read([.database: database]).store.description == printed)
    }

    @Test func everySettingIsExplainedAndHasItsNameInTheEnvironment() {
        #expect(Setting.publicURL.environmentName == "QINGTING_PUBLIC_URL")
        #expect(Setting.allCases.allSatisfy { !$0.explanation.isEmpty })
        #expect(Set(Setting.allCases.map(\.environmentName)).count == Setting.allCases.count)
    }

    private func read(_ flags: [Setting: String] = [:]) throws -> Configuration {
        try Configuration(Settings(flags: flags)) { _ in true }
    }
}
