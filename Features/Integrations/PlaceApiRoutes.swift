import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// What a program must know to fill in a form (units, colleagues, lines of work), and how imports and exports stand.
enum PlaceApiRoutes {
    static let operations = [units, colleagues, lines, route, dedicate, imports, oneImport, exports]

    private static let units = ApiOperation(
        method: .get, path: "/units", name: "unit.list", summary: .apiUnits, scope: .readCases, answer: "UnitList"
    ) { tx, actor, _ in
        let taking = Set(try tx.units(for: actor, permitting: .createCase).map(\.id))
        let all = try tx.units(for: actor, permitting: .readCase)
        let others = try tx.units(for: actor, permitting: .createCase).filter { unit in
            !all.contains { $0.id == unit.id }
        }
        return ApiReply(
            body: ListDocument(
                entries: (all + others).map { UnitDocument($0, takesCases: taking.contains($0.id)) }, next: nil))
    }

    private static let colleagues = ApiOperation(
        method: .get, path: "/units/:id/colleagues", name: "unit.colleagues", summary: .apiColleagues,
        scope: .readCases, answer: "ColleagueList"
    ) { tx, actor, call in
        let id: Unit.ID = try call.identifier()
        let reached = [Permission.readCase, .createCase].contains { permission in
            actor.units(permitting: permission).contains(id) || actor.holdings.contains { $0.unit == id }
        }
        guard reached, try tx.units.find(id) != nil else { throw NotFound() }
        let people = try tx.colleagues(of: id).map { ColleagueDocument(staff: $0.id.rawValue, name: $0.name) }
        return ApiReply(body: ListDocument(entries: people, next: nil))
    }

    private static let lines = ApiOperation(
        method: .get, path: "/lines", name: "line.list", summary: .apiLines, scope: .readCases, answer: "LineList"
    ) { tx, actor, _ in
        let units = try tx.units(for: actor, permitting: .readCase).flatMap {
            try tx.units.chain(from: $0.id).map(\.id)
        }
        let all = try tx.lines.list(in: Array(Set(units)).sorted { $0.rawValue < $1.rawValue })
        return ApiReply(body: ListDocument(entries: all.map(LineDocument.init), next: nil))
    }

    private static let route = ApiOperation(
        method: .post, path: "/cases/:id/routing", name: "case.routing", summary: .apiCaseRoute, scope: .writeCases,
        body: .asked { _ = try? line($0) }, answer: "Case"
    ) { tx, actor, call in
        let id: Case.ID = try call.identifier()
        try tx.assignments.route(id, to: line(call.form), by: actor)
        return try ApiReply(tx.caseDocument(of: id, for: actor))
    }

    private static let dedicate = ApiOperation(
        method: .post, path: "/cases/:id/dedication", name: "case.dedication", summary: .apiCaseDedicate,
        scope: .writeCases, body: .asked { _ = try? form($0.ticked("dedicated")) }, answer: "Case"
    ) { tx, actor, call in
        let id: Case.ID = try call.identifier()
        try tx.assignments.dedicate(handlerOf: id, isDedicated: form(call.form.ticked("dedicated")), by: actor)
        return try ApiReply(tx.caseDocument(of: id, for: actor))
    }

    private static let imports = ApiOperation(
        method: .get, path: "/imports", name: "import.list", summary: .apiImports, scope: .readReports,
        query: ApiPage.query, answer: "ImportList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let reach = actor.units(permitting: .importData)
        guard reach != .nothing else { throw NotAllowed(permission: .importData, isElsewhere: false) }
        let (found, total) = try tx.imports.list(
            reach: reach, of: actor.staff.id, limit: page.limit, offset: page.offset)
        return ApiReply(
            body: ListDocument(
                entries: found.map { ImportDocument($0, in: call.language) }, next: page.next(of: total)))
    }

    private static let oneImport = ApiOperation(
        method: .get, path: "/imports/:id", name: "import.read", summary: .apiImport, scope: .readReports,
        answer: "Import"
    ) { tx, actor, call in try ApiReply(body: document(of: call.identifier(), tx, actor, call)) }

    /// As many as a person looks at before mending the file; `failures.csv` has all.
    private static let mostProblems = 50

    /// What is wrong is told in the words of the file, and so to whoever may send it alone.
    static func document(
        of id: Import.ID, _ tx: Transaction, _ actor: Actor, _ call: ApiCall
    ) throws -> ImportDocument {
        let record = try tx.imports.open(id, by: actor)
        guard call.shows(.exchange), call.shows(record.kind.scope) else {
            return ImportDocument(record, in: call.language)
        }
        let problems = try tx.importRows(id).problems(limit: mostProblems, offset: 0)
        return ImportDocument(record, problems: problems, in: call.language)
    }

    private static let exports = ApiOperation(
        method: .get, path: "/exports", name: "export.list", summary: .apiExports, scope: .readReports,
        query: ApiPage.query, answer: "ExportList"
    ) { tx, actor, call in
        let page = try ApiPage(call)
        let reach = actor.units(permitting: .exportData)
        guard reach != .nothing else { throw NotAllowed(permission: .exportData, isElsewhere: false) }
        let (found, total) = try tx.exports.list(
            reach: reach, of: actor.staff.id, limit: page.limit, offset: page.offset)
        return ApiReply(body: ListDocument(entries: found.map(ExportDocument.init), next: page.next(of: total)))
    }

    private static func line(_ typed: FormData) throws(Invalid) -> Line.ID {
        try form(typed.identifier("line", of: Line.self))
    }
}
