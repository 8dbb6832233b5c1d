/// The texts that somebody gave for the settings, and where each came from: a flag before the environment, the
/// environment before the file, the file before the default.
package struct Settings: Sendable, Equatable {
    package enum Origin: Equatable, Sendable {
        case flag
        case environment
        case file(String, line: Int)
        case standard
    }

    package struct Given: Sendable, Equatable {
        package let text: String
        package let origin: Origin
    }

    package private(set) var given: [Setting: Given] = [:]
    private(set) var problems: [ConfigurationProblem] = []

    /// `installation` says where packs and assets lie when nobody names another place.
    package init(
        flags: [Setting: String] = [:], environment: [String: String] = [:], file: (name: String, text: String)? = nil,
        installation: [Setting: String] = [:]
    ) {
        for setting in Setting.allCases {
            let text = installation[setting] ?? setting.standard
            given[setting] = text.map { Given(text: $0, origin: .standard) }
        }
        if let file { read(file.text, of: file.name) }
        read(environment)
        for (setting, text) in flags { given[setting] = Given(text: text, origin: .flag) }
    }

    /// Other things that bear our name in the environment: the file itself, and what the tests are told.
    private static let otherNames: Set<String> = [
        "QINGTING_CONFIG", "QINGTING_TEST_POSTGRES", "QINGTING_TEST_MAIL", "QINGTING_GOLDEN",
    ]

    private mutating func read(_ environment: [String: String]) {
        let settings = Dictionary(uniqueKeysWithValues: Setting.allCases.map { ($0.environmentName, $0) })
        for (name, text) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("QINGTING_") {
            if let setting = settings[name] {
                given[setting] = Given(text: text, origin: .environment)
            } else if !Self.otherNames.contains(name) {
                problems.append(ConfigurationProblem(place: name, sentence: "there is no such setting"))
            }
        }
    }

    /// Lines `name = value`; empty ones, and those that begin with `#`, say nothing.
    private mutating func read(_ text: String, of file: String) {
        var lines: [Setting: Int] = [:]
        for (number, line) in zip(1..., text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)) {
            let line = line.trimmed
            if line.isEmpty || line.hasPrefix("#") { continue }
            let place = "\(file):\(number)"
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
            guard parts.count == 2 else {
                problems.append(ConfigurationProblem(place: place, sentence: "a line says `name = value`"))
                continue
            }
            guard let setting = Setting(rawValue: String(parts[0])) else {
                problems.append(ConfigurationProblem(place: place, sentence: "there is no setting '\(parts[0])'"))
                continue
            }
            if let first = lines[setting] {
                let sentence = "'\(setting.rawValue)' stands on line \(first) already"
                problems.append(ConfigurationProblem(place: place, sentence: sentence))
                continue
            }
            lines[setting] = number
            given[setting] = Given(text: String(parts[1]), origin: .file(file, line: number))
        }
    }

    /// How the person who gave it knows it.
    package func place(of setting: Setting) -> String {
        switch given[setting]?.origin {
        case .flag: "--\(setting.rawValue)"
        case .environment: setting.environmentName
        case .file(let name, let line): "\(name):\(line)"
        case .standard, nil: setting.rawValue
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        var text = drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
