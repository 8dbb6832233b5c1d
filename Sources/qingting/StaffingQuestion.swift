import Kernel
import Mathematics

/// What was typed, read: everything that is wrong with it is told at once.
struct StaffingQuestion {
    let load: CallLoad
    let target: StaffingTarget

    /// Options by their names, as they were typed.
    struct Typed {
        var calls: String?
        var interval: String?
        var handling: String?
        var target: String?
        var patience: String?
        var occupancy: String?
        var abandonment: String?
        var shrinkage: String?
    }

    /// In erlangs: as many agents as the largest call centres of the world have.
    static let highestLoad = 10_000.0
    static let mostCalls = 10_000_000.0

    init(_ typed: Typed, in language: Language) throws {
        var problems = Problems(language: language)
        let calls = problems.number(typed.calls)
        let interval = problems.seconds(typed.interval, "--interval", "30m")
        let handling = problems.seconds(typed.handling, "--aht", "180s")
        let promise = problems.promise(typed.target)
        let patience = typed.patience.flatMap { problems.seconds($0, "--patience", "5m") }
        let occupancy = problems.share(typed.occupancy, "--max-occupancy", above: 0, upTo: 100, such: "85")
        let abandonment = problems.share(typed.abandonment, "--max-abandonment", above: 0, upTo: 100, such: "5")
        let shrinkage = problems.share(typed.shrinkage, "--shrinkage", above: -1, upTo: 95, such: "30")
        if typed.abandonment != nil, typed.patience == nil {
            problems.add("--max-abandonment", Sentence(.staffingNeedsPatience))
        }
        if let calls, let interval, let handling {
            let erlangs = CallLoad(calls: calls, interval: interval, handling: handling).erlangs
            if erlangs > Self.highestLoad {
                let sentence = Sentence(.staffingTooMuch, "\(Int(erlangs))", "\(Int(Self.highestLoad))")
                problems.add("--calls", sentence)
            }
        }
        guard problems.lines.isEmpty, let calls, let interval, let handling, let promise else {
            throw Refused(problems.lines.joined(separator: "\n"))
        }
        load = CallLoad(calls: calls, interval: interval, handling: handling)
        target = StaffingTarget(
            share: promise.share, within: promise.within, highestOccupancy: occupancy ?? 1, patience: patience,
            highestAbandonment: abandonment ?? 1, shrinkage: shrinkage ?? 0)
    }
}

/// Readers of single options; each tells what is wrong in a line of its own.
private struct Problems {
    let language: Language
    var lines: [String] = []

    mutating func add(_ option: String, _ sentence: Sentence) { lines.append("\(option): \(language(sentence))") }

    mutating func number(_ text: String?) -> Double? {
        guard let text else { return missing("--calls", "100") }
        guard let calls = plain(text), (0...StaffingQuestion.mostCalls).contains(calls) else {
            add("--calls", Sentence(.staffingCallsWrong, shown(text), "\(Int(StaffingQuestion.mostCalls))"))
            return nil
        }
        return calls
    }

    /// `30m`, `180s`, `1.5h`; also 分, 秒, 时; a bare number is seconds.
    mutating func seconds(_ text: String?, _ option: String, _ example: String) -> Double? {
        guard let text else { return missing(option, example) }
        guard let seconds = Self.seconds(text), (1...86_400).contains(seconds) else {
            add(option, Sentence(.staffingTimeWrong, shown(text), example))
            return nil
        }
        return seconds
    }

    /// `80/20`, also `80%/20s`.
    mutating func promise(_ text: String?) -> (share: Double, within: Double)? {
        guard let text else { return missing("--target", "80/20") }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let share = Self.percent(parts[0]), share > 0, share < 100,
            let within = Self.seconds(String(parts[1])), (0...86_400).contains(within)
        else {
            add("--target", Sentence(.staffingTargetWrong, shown(text)))
            return nil
        }
        return (share / 100, within)
    }

    /// Answers the share, 0…1.
    mutating func share(
        _ text: String?, _ option: String, above: Double, upTo: Double, such example: String
    ) -> Double? {
        guard let text else { return nil }
        guard let percent = Self.percent(text[...]), percent > above, percent >= 0, percent <= upTo else {
            add(option, Sentence(.staffingShareWrong, shown(text), "\(Int(max(0, above)))", "\(Int(upTo))", example))
            return nil
        }
        return percent / 100
    }

    private mutating func missing<Value>(_ option: String, _ example: String) -> Value? {
        add(option, Sentence(.staffingMissing, example))
        return nil
    }

    private func plain(_ text: some StringProtocol) -> Double? { Self.plain(text) }

    /// Digits with at most one point: no exponents, no infinities, no hexadecimal.
    private static func plain(_ text: some StringProtocol) -> Double? {
        guard text.utf8.count <= 20, text.utf8.allSatisfy({ (48...57).contains($0) || $0 == UInt8(ascii: ".") }) else {
            return nil
        }
        return Double(text)
    }

    private static func percent(_ text: Substring) -> Double? {
        plain(text.hasSuffix("%") || text.hasSuffix("％") ? text.dropLast() : text)
    }

    private static let units: [(String, Double)] = [
        ("小时", 3600), ("分钟", 60), ("秒钟", 1), ("min", 60), ("时", 3600), ("分", 60), ("秒", 1), ("h", 3600), ("m", 60),
        ("s", 1), ("", 1),
    ]

    private static func seconds(_ text: String) -> Double? {
        guard let (unit, factor) = units.first(where: { text.hasSuffix($0.0) || $0.0.isEmpty }) else { return nil }
        return plain(text.dropLast(unit.count)).map { $0 * factor }
    }

    /// What was typed, short enough for a line and without what would disturb a terminal.
    private func shown(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(40).filter { !$0.properties.isControl }))
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isControl: Bool { [.control, .format, .lineSeparator].contains(generalCategory) }
}
