import Database
import Handbook
import Hummingbird
import Kernel
import Web

/// The supervisor's wall and the accuracy of the category hints for programs: the same figures as on the pages.
enum WallApiRoutes {
    static let operations = [wall, training]

    private static let wall = ApiOperation(
        method: .get, path: "/wall", name: "wall.read", summary: .apiWall, scope: .readReports, answer: "Wall"
    ) { tx, actor, call in
        let wall = try tx.wall(
            for: actor, units: tx.wallReach(of: actor), zone: call.viewer.zone, isTV: false,
            title: call.language(.sameUnit))
        return ApiReply(body: WallDocument(wall, showsCases: call.shows(.readCases)))
    }

    /// Of the first department within reach where none is named.
    private static let training = ApiOperation(
        method: .get, path: "/category-hints", name: "category-hint.accuracy", summary: .apiCategoryTraining,
        scope: .readReports, query: [FieldShape(name: "handbook", kind: .text(max: 40), isRequired: false)],
        answer: "CategoryAccuracy"
    ) { tx, actor, call in
        let code = try form(call.query.optional("handbook", max: 40))
        return ApiReply(
            body: CategoryAccuracyDocument(try tx.categoryHints.view(code, for: actor, in: call.viewer.zone)))
    }
}
