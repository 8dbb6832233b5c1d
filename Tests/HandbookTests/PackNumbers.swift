import Handbook
import Kernel

/// The numbers of the six packs as a table to read.
enum PackNumbers {
    private static let packs = ["base", "chain-retail", "game-support", "property", "software-support", "supermarket"]

    static func table() throws -> String {
        let handbooks = try packs.map(Shelf.handbook)
        let head = [""] + ["base", "chain", "game", "property", "software", "market"]
        let rows = rows.map { row in [row.name] + handbooks.map { mark(row.clause($0)) } }
        return ([head] + rows).map(line).joined(separator: "\n")
    }

    private static func line(_ cells: [String]) -> String {
        let padded = cells.enumerated().map { index, cell in
            cell + String(repeating: " ", count: max(0, (index == 0 ? 22 : 9) - cell.count))
        }
        return padded.joined().replacing(/\ +$/, with: "")
    }

    private static func mark(_ clause: Clause?) -> String {
        guard let clause else { return "–" }
        let value =
            switch clause.enforcement {
            case .deadline(let deadline): deadline.within?.description ?? "\(Int(deadline.share * 100))%"
            case .gate(let gate): value(of: gate)
            case .attestation, .reference: "?"
            }
        let strength =
            switch clause.strength {
            case .advise: ""
            case .require: "+"
            case .forbid: "!"
            }
        return value.prefix(8 - strength.count - (clause.isDefault ? 1 : 0)) + (clause.isDefault ? "*" : "") + strength
    }

    private static func value(of gate: Gate) -> String {
        switch gate {
        case .proposals(let minimum, _, _, _): "\(minimum)"
        case .refusalLimit(let count, let to), .transferLimit(let count, let to, _, _):
            "\(count) \(to.code.replacing("post:", with: "").prefix(4))"
        case .suspension(let longest), .promiseHorizon(let longest): longest.description
        case .visitor(let visitor, _): visitor.rawValue
        default: "on"
        }
    }

    private struct Row: Sendable {
        let name: String
        let clause: @Sendable (Handbook) -> Clause?

        init(_ name: String, _ rule: DeadlineRule, _ circumstances: Circumstances = Circumstances()) {
            self.name = name
            clause = { $0.deadlines(rule, for: circumstances).first?.clause }
        }

        init(_ name: String, _ rule: Gate.Rule) {
            self.name = name
            clause = { handbook in handbook.gates().first { $0.1.rule == rule }?.0 }
        }
    }

    private static let rows: [Row] = [
        Row("accept", .accept),
        Row("first reply, phone", .firstReply),
        Row("first reply, e-mail", .firstReply, Circumstances(channel: .email)),
        Row("first reply, store", .firstReply, Circumstances(source: .store)),
        Row("complete, complaint", .complete),
        Row("complete, serious", .complete, Circumstances(severity: .serious)),
        Row("complete, enquiry", .complete, Circumstances(type: .enquiry)),
        Row("progress notice", .progressNotice),
        Row("interim notice", .interimNotice),
        Row("inform, major", .informManager, Circumstances(severity: .major)),
        Row("judge", DeadlineRule.judge),
        Row("investigate", .investigate),
        Row("decide", .decide),
        Row("sign transfer", .signTransfer),
        Row("take escalation", .takeEscalation),
        Row("return visit", DeadlineRule.returnVisit),
        Row("summarise", .summarise),
        Row("acknowledge handbook", .acknowledgeHandbook),
        Row("review handbook", .reviewHandbook),
        Row("judgement", .judgement),
        Row("proposals", .proposals),
        Row("penalty lines", .penaltyLines),
        Row("customer acceptance", .customerAcceptance),
        Row("refusals, to", .refusalLimit),
        Row("transfers, to", .transferLimit),
        Row("suspension", .suspension),
        Row("promise horizon", .promiseHorizon),
        Row("promise first", .promiseBeforeInvestigation),
        Row("visit before archive", Gate.Rule.returnVisit),
        Row("visitor", .visitor),
        Row("steps in order", .stepsInOrder),
        Row("handbook before work", .acknowledgedHandbook),
        Row("own act", .ownAct),
    ]
}
