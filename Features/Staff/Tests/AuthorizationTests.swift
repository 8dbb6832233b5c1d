import Database
import Handbook
import Kernel
import Testing
import Testkit

@testable import Desk

private typealias Posts = TestOffice.TestPosts

@Suite("Who may")
struct AuthorizationTests {
    @Test func theMatrixOfPermissionsIsTheOneWeReviewed() async throws {
        try await TestOffice.open { office in
            var lines: [String] = []
            for post in Posts.all {
                let unit =
                    post.code == "manager" ? TestOffice.east : post.scope == .all ? TestOffice.hq : TestOffice.sh2
                let id = try await office.hire("m.\(post.code)", post.title, as: post.code, in: unit)
                let actor = try await office.actor(id)
                lines.append("\(post.code) in \(unit) (\(post.scope.rawValue))")
                for permission in Permission.allCases {
                    let cells = [TestOffice.sh2, TestOffice.sh1, TestOffice.east, TestOffice.hq].map { unit in
                        let foreign = actor.may(permission, in: unit, isOwn: false)
                        let own = actor.may(permission, in: unit, isOwn: true)
                        return "\(unit):\(foreign ? "yes" : own ? "own" : "-")"
                    }
                    lines.append("    \(permission.rawValue) \(cells.joined(separator: " "))")
                }
            }
            golden(lines.joined(separator: "\n"), named: "permissions")
        }
    }

    @Test func aPostOfARegionReachesItsShopsButNotTheHeadquarters() async throws {
        try await TestOffice.open { office in
            let lin = try await office.actor(office.hire("lin", "林静", as: "manager", in: TestOffice.east))
            try authorize(lin, .decideCase, in: TestOffice.sh1, isOwn: false)
            try authorize(lin, .decideCase, in: TestOffice.east, isOwn: false)
            #expect(throws: NotAllowed(permission: .decideCase, isElsewhere: true)) {
                try authorize(lin, .decideCase, in: TestOffice.hq, isOwn: false)
            }
            #expect(throws: NotAllowed(permission: .issueHandbook, isElsewhere: false)) {
                try authorize(lin, .issueHandbook, in: TestOffice.east, isOwn: true)
            }
            #expect(lin.units(permitting: .readCase) == .some([TestOffice.east, TestOffice.sh1, TestOffice.sh2]))
            #expect(lin.units(permitting: .issueHandbook) == .nothing)
        }
    }

    @Test func aClerkSeesOnlyWhatIsTheirOwnWhereverItLies() async throws {
        try await TestOffice.open { office in
            let chen = try await office.actor(office.hire("chen", "陈晨"))
            try authorize(chen, .workCase, in: TestOffice.sh2, isOwn: true)
            #expect(throws: NotAllowed.self) { try authorize(chen, .workCase, in: TestOffice.sh1, isOwn: false) }
            #expect(chen.units(permitting: .readCase) == .own)
        }
    }

    @Test func theHighestLimitOfThePostsThatReachARecordCounts() async throws {
        try await TestOffice.open { office in
            let id = try await office.hire("wang", "王海", as: "shopkeeper", in: TestOffice.sh1)
            _ = try await office.write { tx throws in
                try tx.appointments.appoint(
                    id, to: "clerk", in: TestOffice.sh2, from: tx.now, by: .house, under: Posts())
            }
            let wang = try await office.actor(id)
            #expect(wang.compensationLimit(in: TestOffice.sh1) == .yuan(200))
            #expect(wang.units(permitting: .readCase) == .some([TestOffice.sh1]))
        }
    }

    @Test func whoLeftMayNothing() async throws {
        try await TestOffice.open { office in
            let boss = try await office.actor(office.hire("boss", "高总", as: "director", in: TestOffice.hq))
            let id = try await office.hire("lin", "林静", as: "manager", in: TestOffice.east)
            try await office.write { tx throws in
                try tx.staff.deactivate(id, by: .person(boss), under: Posts())
            }
            let lin = try await office.actor(id)
            #expect(lin.holdings.isEmpty)
            #expect(lin.units(permitting: .readCase) == .nothing)
        }
    }

    @Test func aPostTheHandbookNoLongerKnowsGrantsNothing() async throws {
        try await TestOffice.open { office in
            let id = try await office.hire("lin", "林静", as: "duty", in: TestOffice.sh2)
            struct Empty: PostCatalogue {
                func post(_ code: String, in unit: Unit.ID) -> Post? { nil }
                func posts(in unit: Unit.ID) -> [Post] { [] }
            }
            let actor = try await office.read { tx in try tx.actor(id, under: Empty()) }
            #expect(actor.holdings.isEmpty)
        }
    }
}
