import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// Slips and the case library for programs. A slip is sent by an act of its case (`/cases/{id}/slips`).
enum SlipApiRoutes {
    static func operations(_ desk: Workplace) -> [ApiOperation] {
        [list, read, library, issues, problems, unsolved, followIssue, followProblem]
            + SlipRoutes(desk: desk).acts.map(act)
    }

    private static let list = ApiOperation(
        method: .get, path: "/slips", name: "slip.list", summary: .apiSlips, scope: .readCases,
        query: ApiPage.query, answer: "SlipList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let (slips, total) = try tx.slips.open(
            within: actor.units(permitting: .readCase), for: actor.staff.id, limit: page.limit, offset: page.offset)
        return ApiReply(
            body: ListDocument(entries: try tx.cases.covered(slips).map(SlipDocument.init), next: page.next(of: total)))
    }

    private static let read = ApiOperation(
        method: .get, path: "/slips/:id", name: "slip.read", summary: .apiSlip, scope: .readCases, answer: "Slip"
    ) { tx, actor, call in
        ApiReply(body: try tx.slipDocument(call.identifier(), for: actor))
    }

    private static func act(_ entry: SlipActEntry) -> ApiOperation {
        ApiOperation(
            method: .post, path: "/slips/:id/\(entry.address)", name: "slip.\(entry.address)",
            summary: ApiActWords.slips[entry.address] ?? .apiSlipAct, scope: .writeCases,
            body: .asked { _ = try? entry.read($0) }, answer: "Slip"
        ) { tx, actor, call in
            let id: Slip.ID = try call.identifier()
            try entry.read(call.form)(tx, id, actor)
            let slip = try tx.slipDocument(id, for: actor)
            return try ApiReply(record: slip, id: slip.id, state: slip.state)
        }
    }

    private static let library = ApiOperation(
        method: .get, path: "/library", name: "library.list", summary: .apiLibrary, scope: .readCases,
        query: .asked { _ = try? (text($0), category($0)) } + ApiPage.query, answer: "LibraryList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let (lines, total) = try tx.caseLibrary.lines(
            containing: text(call.query), category: category(call.query), within: reach(actor), limit: page.limit,
            offset: page.offset)
        return ApiReply(
            body: ListDocument(
                entries: try tx.cases.covered(lines).map(LibraryDocument.init), next: page.next(of: total)))
    }

    private static let issues = ApiOperation(
        method: .get, path: "/quality-issues", name: "quality-issue.list", summary: .apiQualityIssues,
        scope: .readCases, query: .asked { _ = try? text($0) } + ApiPage.query, answer: "QualityIssueList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let (issues, total) = try tx.caseLibrary.issues(
            containing: text(call.query), within: reach(actor), limit: page.limit, offset: page.offset)
        return ApiReply(
            body: ListDocument(
                entries: try tx.cases.covered(issues).map(QualityIssueDocument.init), next: page.next(of: total)))
    }

    private static let problems = ApiOperation(
        method: .get, path: "/problems", name: "problem.list", summary: .apiProblems, scope: .readCases,
        query: ApiPage.query, answer: "ProblemRecordList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let (lines, total) = try tx.caseLibrary.problems(
            within: reach(actor), limit: page.limit, offset: page.offset)
        return ApiReply(
            body: ListDocument(
                entries: lines.map { ProblemDocument($0.problem, cases: $0.cases) }, next: page.next(of: total)))
    }

    private static let unsolved = ApiOperation(
        method: .get, path: "/unsolved", name: "unsolved.list", summary: .apiUnsolved, scope: .readCases,
        query: ApiPage.query, answer: "UnsolvedList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let (lines, total) = try tx.caseLibrary.unsolved(
            within: reach(actor), for: actor.staff.id, limit: page.limit, offset: page.offset)
        return ApiReply(
            body: ListDocument(
                entries: try tx.cases.covered(lines).map(UnsolvedDocument.init), next: page.next(of: total)))
    }

    private static let followIssue = ApiOperation(
        method: .post, path: "/quality-issues/:id/follow-up", name: "quality-issue.follow-up",
        summary: .apiQualityFollow, scope: .writeCases, body: .asked { _ = try? followUp($0) }, answer: "Done"
    ) { tx, actor, call in
        let (text, outcome) = try followUp(call.form)
        try tx.caseLibrary.follow(call.identifier(), with: text, outcome: outcome ?? "", by: actor)
        return ApiReply(body: DoneDocument(tx))
    }

    private static let followProblem = ApiOperation(
        method: .post, path: "/problems/:id", name: "problem.follow-up", summary: .apiProblemFollow,
        scope: .writeCases, body: .asked { _ = try? measure($0) }, answer: "Done"
    ) { tx, actor, call in
        let (owner, measure, isSolved) = try Self.measure(call.form)
        try tx.caseLibrary.follow(
            call.identifier(of: Problem.self), owner: owner, measure: measure, isSolved: isSolved, by: actor)
        return ApiReply(body: DoneDocument(tx))
    }

    private static func reach(_ actor: Actor) throws -> UnitReach {
        guard actor.holds(.readCase) else { throw NotAllowed(permission: .readCase, isElsewhere: false) }
        return actor.units(permitting: .readCase)
    }

    private static func text(_ query: FormData) throws(Invalid) -> String {
        let typed = try form(query.optional("q", max: 60))
        return typed ?? ""
    }

    private static func category(_ query: FormData) throws(Invalid) -> String {
        let typed = try form(query.optional("category", max: 40))
        return typed ?? ""
    }

    private static func followUp(_ typed: FormData) throws(Invalid) -> (String, String?) {
        try form(typed.required("follow_up", max: 400), typed.optional("outcome", max: 400))
    }

    private static func measure(_ typed: FormData) throws(Invalid) -> (Staff.ID?, String, Bool) {
        try form(
            typed.optionalIdentifier("owner", of: Staff.self), typed.required("measure", max: 400),
            typed.ticked("solved"))
    }
}

extension Transaction {
    /// A slip as programs read it, its texts covered as on its page.
    fileprivate func slipDocument(_ id: Slip.ID, for actor: Actor) throws -> SlipDocument {
        let (kept, work) = try slips.view(id, for: actor)
        var slip = kept
        slip.cover(try cases.cover(of: work.file))
        return SlipDocument(slip)
    }
}
