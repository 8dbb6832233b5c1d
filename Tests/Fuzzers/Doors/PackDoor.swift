@testable import Handbook

extension Door {
    /// A handbook pack, alone or on a small base: read, or refused with sentences that point at lines.
    static let packs = Door(name: "packs", longest: 4096, words: []) { bytes in
        do {
            let text = try PackText(file: "trial.yaml", bytes: bytes)
            let lines = lines(of: bytes)
            do {
                let handbook = try Handbook(Pack(text)) {
                    $0 == "base" ? try PackText(file: "base.yaml", text: base) : nil
                }
                let again = try Handbook(Pack(text)) {
                    $0 == "base" ? try PackText(file: "base.yaml", text: base) : nil
                }
                try hold(handbook == again, "a pack is read the same way twice")
                try hold(Comparison(from: handbook, to: again).isEmpty, "a handbook does not differ from itself")
                for clause in handbook.clauses {
                    try hold(handbook.clause(clause.number) == clause, "a clause is found by its number")
                }
            } catch let refusal as PackProblems {
                try told(refusal, lines: lines)
            }
        } catch let refusal as PackProblems {
            try told(refusal, lines: lines(of: bytes))
        }
    }

    /// As YAML counts them at most: CR, LF, NEL, LS and PS end lines (YAML 1.1, 4.2).
    private static func lines(of bytes: [UInt8]) -> Int {
        1 + bytes.text.unicodeScalars.count { [0x0A, 0x0D, 0x85, 0x2028, 0x2029].contains($0.value) }
    }

    private static func told(_ refusal: PackProblems, lines: Int) throws {
        try hold((1...PackReader.mostProblems).contains(refusal.problems.count), "a refusal has one to 200 problems")
        for problem in refusal.problems {
            try hold(!problem.sentence.isEmpty, "a problem is a sentence")
            let last = problem.file == "base.yaml" ? base.utf8.count : lines
            // A YAML library points behind the last line where something has not ended.
            try hold((0...last + 1).contains(problem.line), "line \(problem.line) of \(lines) is a line of the pack")
        }
    }

    private static let base = """
        handbook: base
        document: {title: 试行手册, number: T-1, version: "1", effective: 2026-01-01}
        calendar: {week: {mon-fri: "09:00-18:00"}}
        steps: [accept, judge, investigate, propose, decide, implement, confirm, visit, summarise]
        posts:
          manager: {title: 经理, permissions: [case.work, case.decide, attestation.give], duty-supervisor: true}
          clerk: {title: 专员, superior: manager, permissions: [case.work]}
        chapters: {"1": 总则}
        clauses:
          - {no: "1.1", text: 正文}

        """
}
