import Database
import Handbook
import Kernel
import Testing
import Testkit
import Web

@testable import Desk

/// The document as 李娜 reads it at the end of a day: one judgement made in time, the rest running, and the reading of
/// the edition still owed.
@Suite struct HandbookPageTests {
    typealias House = TestHandbook

    @Test func theHandbookIsADocumentThatTellsBesideEachClauseHowItIsEnforcedAndKept() async throws {
        try await House.open(on: .sqlite) { house in
            let first = try await house.complaint()
            house.clock.advance(by: .hours(1))
            try await house.complaint(judgedAt: first)
            house.clock.advance(by: .hours(12))
            _ = try await house.complaint()
            try await house.runChores()

            let (view, pages) = try await house.act(as: House.agent) { [now = house.clock.now] tx, actor in
                let version = try #require(try tx.handbooks.find(house.first))
                let view = try tx.handbooks.view(of: version, for: actor)
                let viewer = Viewer(
                    id: House.agent.rawValue, name: "李娜", post: "客服", unit: "客服部", session: "s", csrf: "c", now: now,
                    zone: .shanghai, address: "")
                return (view, HandbookPages(viewer: viewer, view: view))
            }
            #expect(view.kept?["2.2"]?.kept == 1)
            let html = "\(pages.document)\(pages.side)".replacing(
                "<div class=\"sentence\"", with: "\n<div class=\"sentence\""
            )
            .replacing("<section", with: "\n<section").replacing("<h2", with: "\n<h2")
            golden(html, named: "document")
            // GEN4-07: the procedure is published with it, type by type, step by step.
            #expect(html.contains("id=\"ways\"") && html.contains("受理 → 判断"))
        }
    }
}

extension TestHandbook {
    /// The judgement of a complaint that has been accepted.
    fileprivate func complaint(judgedAt id: Case.ID) async throws {
        try await act(as: Self.manager) { tx, actor in
            try tx.cases.judge(
                id,
                Case.Judgement(
                    groundsSufficient: true, demandReasonable: true, isFounded: true, reason: "实物可见褪色",
                    department: "商品部"),
                pledge: nil, by: actor)
        }
    }
}
