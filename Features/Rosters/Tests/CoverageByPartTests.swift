import Database
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Deskkit
@testable import Web

/// Every channel has its people, hour by hour (GEN3-02): those of its line where it has one.
@Suite struct CoverageByPartTests {
    private static let day = RosterNounTests.monday

    private static func hours(_ hours: Range<Int>) -> Range<Instant> {
        let zone = RosterNounTests.zone
        return zone.instant(day, .at(hours.lowerBound))..<zone.instant(day, .at(hours.upperBound))
    }

    /// Whoever stands on no line works those they are a member of; whoever stands on another is not there for this one.
    @Test func aChannelIsAnsweredByItsLine() {
        var elsewhere = RosterNounTests.shift("2", "chen", 0, 9..<21)
        elsewhere.stand(on: "phone")
        var lent = RosterNounTests.shift("3", "wang", 0, 18..<20)
        lent.stand(on: "chat")
        let shifts = [RosterNounTests.shift("1", "lin", 0, 9..<15), elsewhere, lent]
        let promised = [
            PromisedHours(channel: "web", name: "在线客服", hours: Self.hours(9..<21), lines: ["chat"]),
            PromisedHours(channel: "mail", name: "信箱", hours: Self.hours(9..<21), lines: []),
        ]
        let examination = RosterExamination(
            calendar: .always(zone: RosterNounTests.zone), rules: [], groups: [], shifts: shifts, promised: promised,
            members: ["lin": ["chat"], "chen": ["chat"]])
        let coverage = examination.coverage(on: Self.day...Self.day)
        #expect(
            coverage.gaps == [
                .init(part: .channel("web"), hours: Self.hours(15..<18), present: 0, minimum: 1),
                .init(part: .channel("web"), hours: Self.hours(20..<21), present: 0, minimum: 1),
            ], "somebody is there all day, and not for everything")
        let chat = examination.coverage(on: Self.day...Self.day, of: .line("chat")).cells(of: .line("chat"))
        #expect([18, 30, 36, 40].map { chat[$0].present } == [1, 0, 1, 0])
        let mail = examination.coverage(on: Self.day...Self.day, of: .channel("mail")).cells(of: .channel("mail"))
        #expect([18, 40].map { mail[$0].present } == [2, 1] && mail[40].minimum == 1 && mail[16].minimum == 0)
    }

    /// What an approver sees and what refuses a leave: the last of the line of a channel does not go while others are there
    /// (GAME-66); whoever is of no line of it may.
    @Test func theLastOfALineIsMissed() {
        let (chat, other) = (
            RosterNounTests.shift("1", "lin", 0, 9..<15), RosterNounTests.shift("2", "chen", 0, 9..<15)
        )
        let roster = AbsenceRoster(
            hours: Self.hours(0..<24), shifts: [chat, other], groups: [],
            promised: [PromisedHours(channel: "web", name: "在线客服", hours: Self.hours(9..<21), lines: ["chat"])],
            members: ["lin": ["chat"]])
        let last = roster.coverage(without: chat, instead: nil)
        #expect(last.isShort && last.name == "在线客服" && last.before == 1 && last.after == 0)
        let free = roster.coverage(without: other, instead: nil)
        #expect(!free.isShort && free.name.isEmpty && free.after == 1)
    }

    /// A line that asks for nothing but a channel is that channel's; one that asks for more takes only some of what comes.
    @Test func whichLineIsAChannels() {
        var line = Line(
            id: "chat", unit: "u", name: "在线", isOpen: true, condition: Condition(), categories: [], needs: [],
            method: .roundRobin, keepsFirstReceiver: false, prefersLastHandler: false, prefersNearest: false,
            minutesToTake: 5, refusalsAllowed: 3)
        #expect(!line.isOf(.chat))
        line.condition.channels = [.chat]
        #expect(line.isOf(.chat) && !line.isOf(.phone))
        line.condition.severities = [.major]
        #expect(!line.isOf(.chat))
    }

    /// The page shows it by hour, of a group, a line or a channel, with how many should be there.
    @Test(arguments: TestDatabase.engines)
    func thePageShowsAGroupALineAndAChannel(engine: Engine) async throws {
        try await RosterRouteTests.open(engine) { client, desk in
            let leader = RosterDesk.leader
            let url = "/rosters/\(try await desk.month())?view=coverage&from=2026-11-02"
            let (group, channel) = try await desk.act { tx, actor in
                var condition = Condition()
                condition.channels = [.chat]
                try tx.lines.insert(
                    Line(
                        id: "chat", unit: RosterDesk.unit, name: "在线", isOpen: true, condition: condition,
                        categories: [], needs: [], method: .roundRobin, keepsFirstReceiver: false,
                        prefersLastHandler: false, prefersNearest: false, minutesToTake: 5, refusalsAllowed: 3))
                try tx.lines.put(Line.Member(staff: "a1", weight: 1, ceiling: 10), in: "chat")
                let channel = try tx.receptionChannels.enter(
                    ReceptionPlan(
                        unit: RosterDesk.unit,
                        facts: ReceptionChannel.Facts(kind: .chat, name: "网页客服", address: "chat"),
                        hours: [WeekHours(Set(Weekday.allCases), .at(9)..<(.at(21)))]), by: actor)
                let group = try #require(try tx.shiftGroups.of(RosterDesk.unit).first { $0.name == "A" })
                return (group.id, channel.id)
            }
            let whole = try await client.get(url, as: leader)
            for name in ["班组 A", "业务线 在线", "渠道 网页客服"] { #expect(whole.text.contains(name), "\(name)") }
            #expect(whole.text.contains("网页客服 在 2026-11-03 09:00-21:00"), "a1 is there on the day before alone")
            let ofGroup = try await client.get("\(url)&of=group-\(group)", as: leader)
            #expect(ofGroup.text.contains(">2<small>/2</small>"))
            #expect(try await client.get("\(url)&of=line-chat", as: leader).text.contains("<td class=\"c1\">1</td>"))
            let ofChannel = try await client.get("\(url)&of=channel-\(channel)", as: leader)
            #expect(ofChannel.text.contains("class=\"short under\">0<small>/1</small>"))
            for nothing in ["group-nobody", "unit-x", "chat"] {
                #expect(try await client.get("\(url)&of=\(nothing)", as: leader).status == .notFound, "\(nothing)")
            }
        }
    }
}
