import Database
import Foundation
import Handbook
import Hummingbird
import Kernel
import Testing
import Testkit

@testable import Desk
@testable import Web

/// Calls of our own and what comes of them: visits, moods, objections; guidance by what the caller can do; the diary.
@Suite struct ContactOwnCallTests {
    private static let closed = Contact.Record(
        content: "掉线太多", answer: "已登记，由技术组跟进", hungUpBy: .customer, leftInformation: "专人答复",
        secondContact: "无", result: .informed, mood: "无所谓")

    /// GAME-84: the answer is one of three; who is not satisfied gets a case with an owner, by the house.
    @Test(arguments: TestDatabase.engines)
    func whoIsNotSatisfiedWhenVisitedGetsACaseWithAnOwner(engine: Engine) async throws {
        try await ContactDesk.open("game-support", on: engine) { desk in
            let visit = try await desk.callOut(.visit)
            #expect(visit.errand == .visit)
            var record = Self.closed
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { [record] tx, actor in
                    _ = try tx.contacts.wrapUp(visit.id, record, .plain(.solved), by: actor)
                }
            }
            #expect(refusal?.objections.map(\.clause) == ["10.14"])
            record.satisfaction = .dissatisfied
            let done = try await desk.act(as: desk.agent) { [record] tx, actor in
                try tx.contacts.wrapUp(visit.id, record, .plain(.solved), by: actor)
            }
            let followUp = try await desk.database.read { tx in try tx.cases.require(#require(done.followUp)) }
            #expect(followUp.handler == desk.agent && followUp.source == .visit && followUp.type == .complaint)
            #expect(followUp.report.content.contains("掉线太多") && followUp.report.subject.hasPrefix("回访不满意"))
            #expect(followUp.customer == done.record.customer)
            let kept = try await desk.database.read { tx in try tx.contacts.find(visit.id) }
            #expect(kept?.record.satisfaction == .dissatisfied && kept?.followUp == followUp.id)
            let ledger = try await desk.ledger(visit.subject)
            #expect(ledger["visit.satisfaction"] == "kept" && ledger["contact.outcome"] == "kept")

            // Neutral is written down and opens nothing; nobody reached was not asked.
            let second = try await desk.callOut(.visit)
            record.satisfaction = .neutral
            let neutral = try await desk.act(as: desk.agent) { [record] tx, actor in
                try tx.contacts.wrapUp(second.id, record, .plain(.solved), by: actor)
            }
            #expect(neutral.followUp == nil)
            let third = try await desk.callOut(.visit)
            let unreached = try await desk.act(as: desk.agent) { tx, actor in
                try tx.contacts.wrapUp(third.id, Contact.Record(result: .notReached), .plain(.unreached), by: actor)
            }
            #expect(unreached.record.satisfaction == nil && unreached.followUp == nil)
        }
    }

    /// GAME-98: a call of ours does not end without its result and how the customer took it; whoever wants no more calls
    /// is offered nothing any more.
    @Test(arguments: TestDatabase.engines)
    func aCallOfOursHasItsResultAndMood(engine: Engine) async throws {
        try await ContactDesk.open("game-support", on: engine) { desk in
            let call = try await desk.callOut(.marketing)
            var record = Self.closed
            record.result = nil
            record.mood = "没有这种反应"
            let refusal = await #expect(throws: GateRefusal.self) {
                try await desk.act(as: desk.agent) { [record] tx, actor in
                    _ = try tx.contacts.wrapUp(call.id, record, .plain(.solved), by: actor)
                }
            }
            #expect(refusal?.objections.map(\.clause) == ["10.9"], "a mood that the pack does not know is none")
            record.result = .doNotCall
            record.mood = "厌烦"
            try await desk.act(as: desk.agent) { [record] tx, actor in
                _ = try tx.contacts.wrapUp(call.id, record, .plain(.solved), by: actor)
            }
            let customer = try #require(call.record.customer)
            let consents = try await desk.database.read { tx in try tx.customers.consents(of: customer) }
            #expect(consents.map(\.isGiven) == [false] && consents.first?.channel == .phone)
            await #expect(throws: Contact.Refusal.doNotCall) { _ = try await desk.callOut(.marketing) }
            // Service goes on: they asked for no offers, not for no answers.
            #expect(try await desk.callOut(.service).errand == .service)
        }
    }

    /// GAME-98, GAME-102: a call that did not get through is no conversation, whatever ending is chosen; it ends as that,
    /// without the questions that only a talk can answer, and stands on its case.
    @Test(arguments: TestDatabase.engines)
    func aCallThatDidNotGetThroughEndsAsThatAlone(engine: Engine) async throws {
        try await ContactDesk.open("game-support", on: engine) { desk in
            let manager = try #require(desk.people["supervisor"] ?? desk.people["team-leader"])
            let call = try await desk.callOut(.marketing)
            func end(_ outcome: Outcome, _ record: Contact.Record, _ met: [Contact.ObjectionMet] = []) async throws
                -> Contact
            {
                try await desk.act(as: desk.agent) { tx, actor in
                    try tx.contacts.wrapUp(
                        call.id, record, outcome, with: Contact.Particulars(objections: met), by: actor)
                }
            }
            let silent = Contact.Record(result: .notReached)
            let talks: [Outcome] = [
                .plain(.solved), .plain(.transferred), .plain(.movedToChat), .plain(.referred),
                .callback(to: manager, text: "回电"), .message(to: manager, matter: "转告"),
            ]
            for talk in talks {
                await #expect(throws: Contact.Refusal.notReached, "\(talk)") { _ = try await end(talk, silent) }
            }
            let objection = try #require(desk.handbook.objections.first)
            let met = [Contact.ObjectionMet(said: objection.said, answer: "", worked: false)]
            await #expect(throws: Contact.Refusal.notReached) { _ = try await end(.plain(.unreached), silent, met) }
            await #expect(throws: Contact.Refusal.notReached, "who was heard was reached") {
                _ = try await end(.plain(.unreached), Contact.Record(mood: "厌烦"))
            }
            await #expect(throws: Contact.Refusal.notReached, "who agreed was reached") {
                _ = try await end(.plain(.unreached), Self.closed)
            }
            let done = try await end(.plain(.unreached), Contact.Record())
            #expect(done.ending == .unreached && done.record.result == .notReached && done.triage == nil)
            let ledger = try await desk.ledger(call.subject)
            #expect(ledger["contact.closing"] == nil, "nobody was there to leave anything with")
            // Who called us was on the line.
            let inbound = try await desk.begin()
            await #expect(throws: Contact.Refusal.notOurCall) {
                try await desk.act(as: desk.agent) { tx, actor in
                    _ = try tx.contacts.wrapUp(inbound, ContactDesk.record, .plain(.unreached), by: actor)
                }
            }
        }
    }

    /// GAME-98, GAME-101: conversion by mood and the effect of each answer; every number is its list.
    @Test(arguments: TestDatabase.engines)
    func whatOurCallsComeToIsCountedAndListed(engine: Engine) async throws {
        try await ContactDesk.open("game-support", on: engine) { desk in
            let objection = try #require(desk.handbook.objections.first)
            let plays: [(Contact.CallResult, String, Bool?)] = [
                (.agreed, "防备", true), (.refused, "防备", false), (.interested, "无所谓", nil), (.notReached, "", nil),
            ]
            for (result, mood, worked) in plays {
                let call = try await desk.callOut(.marketing)
                var record = Self.closed
                record.result = result
                record.mood = mood
                let met = worked.map {
                    [Contact.ObjectionMet(said: objection.said, answer: objection.answers[0], worked: $0)]
                }
                try await desk.act(as: desk.agent) { [record] tx, actor in
                    _ = try tx.contacts.wrapUp(
                        call.id, record, .plain(result == .notReached ? .unreached : .solved),
                        with: Contact.Particulars(objections: met ?? []), by: actor)
                }
            }
            let agent = desk.agent
            let period = desk.clock.now - .hours(1)..<desk.clock.now + .hours(1)
            let effect = try await desk.database.read { tx in
                try tx.contacts.effect(of: period, reach: .all, for: agent)
            }
            #expect(effect.calls == 4)
            #expect(
                effect.moods == [
                    CallEffect.Mood(mood: "防备", reached: 2, converted: 1),
                    CallEffect.Mood(mood: "无所谓", reached: 1, converted: 1),
                ])
            #expect(
                effect.objections == [
                    CallEffect.Objection(said: objection.said, answer: objection.answers[0], used: 2, worked: 1)
                ])
            func listed(_ change: (inout CallCondition) -> Void) async throws -> Int {
                var condition = CallCondition(period: period)
                change(&condition)
                let filter = ContactFilter(view: .calls, calls: condition)
                return try await desk.database.read { tx in
                    try tx.contacts.page(filter, reach: .all, for: agent, limit: 10, offset: 0).total
                }
            }
            for line in effect.moods {
                #expect(
                    try await listed {
                        $0.errand = .marketing
                        $0.mood = line.mood
                        $0.isReached = true
                    } == line.reached)
                #expect(
                    try await listed {
                        $0.errand = .marketing
                        $0.mood = line.mood
                        $0.isReached = true
                        $0.isConverted = true
                    } == line.converted)
            }
            for line in effect.objections {
                #expect(
                    try await listed {
                        $0.objection = line.said
                        $0.answer = line.answer
                        $0.worked = true
                    } == line.worked)
            }
        }
    }

    /// SOFT-40, SOFT-42: nobody is guided at a distance before it is known whether they can follow; who cannot has a helper,
    /// who goes into the organisation's contacts. What was sent is on record.
    @Test(arguments: TestDatabase.engines)
    func guidanceGoesByWhatTheCallerCanDo(engine: Engine) async throws {
        try await ContactDesk.open(on: engine) { desk in
            let unit = desk.unit
            let customer = try await desk.act(as: desk.agent) { tx, actor in
                try tx.customers.open(
                    CustomerFacts(kind: .organisation, name: "西部信息公司"), phone: PhoneNumber(typed: "02887654321"),
                    in: unit, by: actor)
            }
            let id = try await desk.begin()
            var record = ContactDesk.record
            record.customer = customer.id
            func end() async throws {
                try await desk.act(as: desk.agent) { [record] tx, actor in
                    _ = try tx.contacts.wrapUp(
                        id, record, .plain(.movedToChat),
                        with: Contact.Particulars(materials: [Contact.MaterialSent(title: "签名使用说明", by: .chat)]),
                        by: actor)
                }
            }
            let unasked = await #expect(throws: GateRefusal.self) { try await end() }
            #expect(unasked?.objections.map(\.clause) == ["10.19"])
            record.skill = ComputerSkill.none
            let alone = await #expect(throws: GateRefusal.self) { try await end() }
            #expect(alone?.objections.map(\.clause) == ["10.19"])
            record.helper = "陈会计"
            record.helperPhone = PhoneNumber(typed: "13911112222")
            try await end()
            let (file, helpers, sent) = try await desk.database.read { tx in
                (
                    try tx.customers.find(customer.id), try tx.customers.contacts(of: customer.id),
                    try tx.contacts.particulars(of: id).materials
                )
            }
            #expect(file?.facts.computerSkill == "none")
            #expect(helpers.map(\.name.revealed) == ["陈会计"] && helpers.first?.isHelper == true)
            #expect(sent == [Contact.MaterialSent(title: "签名使用说明", by: .chat)])
            // What is on file need not be asked again.
            let next = try await desk.begin()
            let view = try await desk.act(as: desk.agent) { tx, actor in
                var known = ContactDesk.record
                known.customer = customer.id
                try tx.contacts.keep(known, draft: "", of: next, by: actor)
                return try tx.contacts.view(of: next, for: actor)
            }
            #expect(view.helpers == ["陈*计"] || view.helpers.count == 1)
        }
    }

    /// SOFT-45, SOFT-47: matter by matter in the work diary, with what follows; the waits stamped; followed up once.
    @Test(arguments: TestDatabase.engines)
    func theDiaryIsWrittenMatterByMatter(engine: Engine) async throws {
        try await ContactDesk.open(on: engine) { desk in
            let id = try await desk.begin()
            let agent = desk.agent
            try await desk.act(as: agent) { tx, actor in try tx.contacts.hold(id, for: .colleague, by: actor) }
            desk.clock.advance(by: .seconds(40))
            try await desk.act(as: agent) { tx, actor in try tx.contacts.resume(id, by: actor) }
            let due = desk.clock.now + .hours(20)
            let items = [
                Contact.Item(text: "问证书到期日", answer: "下月三日", followUp: "到期前发续办提醒", due: due),
                Contact.Item(text: "告知驱动有新版", answer: "客户记下了"),
            ]
            try await desk.act(as: agent) { tx, actor in
                _ = try tx.contacts.wrapUp(
                    id, ContactDesk.record, .plain(.solved), with: Contact.Particulars(items: items), by: actor)
            }
            let (kept, owed, holds) = try await desk.database.read { tx in
                (
                    try tx.contacts.items(of: [id])[id], try tx.contacts.owedItems(of: agent),
                    try tx.contacts.holds(of: id)
                )
            }
            #expect(kept == items && owed.map(\.item) == [items[0]] && owed.first?.place == 1)
            #expect(holds.map { ($0.to - $0.from).milliseconds } == [40_000] && holds.first?.reason == .colleague)
            #expect(try await desk.ledger(Subject(.contact, id.rawValue))["contact.resume"] == "kept")
            try await desk.act(as: agent) { tx, actor in try tx.contacts.finish(item: 1, of: id, by: actor) }
            #expect(try await desk.database.read { tx in try tx.contacts.owedItems(of: agent).isEmpty })
            await #expect(throws: Contact.Refusal.itemUnknown) {
                try await desk.act(as: agent) { tx, actor in try tx.contacts.finish(item: 1, of: id, by: actor) }
            }
            await #expect(throws: Contact.Refusal.itemUnknown, "what asks for nothing is not done") {
                try await desk.act(as: agent) { tx, actor in try tx.contacts.finish(item: 2, of: id, by: actor) }
            }
        }
    }

    /// SOFT-45: what is half said of a matter is asked for, all of it at once and with everything that was typed; nothing is
    /// saved twice and nothing dropped.
    @Test(arguments: TestDatabase.engines)
    func theDiarySwallowsNothing(engine: Engine) async throws {
        try await CallHouse.open("game-support", engine) { house, desk in
            let call = try #require(try await house.post("/contacts", "", as: desk.agent).headers[.location])
            let form =
                "end=callback&complainant=夜归人&phone=13900139000&subject=掉线&type=enquiry&content=掉线太多"
                + "&rings=99&item_2_answer=只有答复&item_3=问补偿&item_3_due=2026-07-10T12:00"
                + "&item_4_follow=只有后续&item_5=\(String(repeating: "长", count: 201))&objection_0_worked=1"
            let refused = try await house.post("\(call)/outcome", form, as: desk.agent)
            #expect(refused.status == .unprocessableContent)
            let problems = [
                "第 2 件：写明是哪件事", "第 3 件：写明要跟进什么", "第 4 件：写明是哪件事", "请选用了哪种答法", "#f-rings", "#f-item_5",
                "#f-callback_to",
            ]
            for problem in problems { #expect(refused.text.contains(problem), "\(problem)") }
            #expect(!refused.text.contains("答应回电须有号码"), "the number is there, and nothing else is called missing")
            for typed in ["只有答复", "只有后续", "2026-07-10T12:00", "name=\"item_6\""] {
                #expect(refused.text.contains(typed), "\(typed)")
            }
            let mended =
                "end=solved&complainant=夜归人&phone=13900139000&subject=掉线&type=enquiry&content=掉线太多"
                + "&item_1=问公告&item_2=问原因&item_2_answer=只有答复&item_4=问补偿"
                + "&item_4_follow=只有后续"
            let done = try await house.post("\(call)/outcome", mended, as: desk.agent)
            #expect(done.status == .seeOther, "\(done.text)")
            let id = Contact.ID(String(call.dropFirst("/contacts/".count)))
            let items = try await desk.database.read { tx in try tx.contacts.items(of: [id])[id] }
            #expect(
                items == [
                    Contact.Item(text: "问公告"), Contact.Item(text: "问原因", answer: "只有答复"),
                    Contact.Item(text: "问补偿", followUp: "只有后续"),
                ])
        }
    }

    /// SOFT-42: the helper's number is one that can be dialled; told together with whatever else is wrong.
    @Test(arguments: TestDatabase.engines)
    func theHelpersNumberIsANumber(engine: Engine) async throws {
        try await CallHouse.open("software-support", engine) { house, desk in
            let call = try #require(try await house.post("/contacts", "", as: desk.agent).headers[.location])
            let form =
                "end=solved&complainant=李会计&organisation=西部信息公司&phone=13900139000&subject=证书&type=enquiry&helper=小李"
            let refused = try await house.post("\(call)/outcome", "\(form)&rings=99&helper_phone=问前台", as: desk.agent)
            #expect(refused.status == .unprocessableContent)
            for text in ["#f-rings", "#f-helper_phone", "value=\"问前台\""] {
                #expect(refused.text.contains(text), "\(text)")
            }
            let done = try await house.post("\(call)/outcome", "\(form)&helper_phone=138 0013 8000", as: desk.agent)
            #expect(done.status == .seeOther, "\(done.text)")
            let id = Contact.ID(String(call.dropFirst("/contacts/".count)))
            let kept = try await desk.database.read { tx in try tx.contacts.find(id)?.record.helperPhone }
            #expect(kept == PhoneNumber(typed: "13800138000"))
        }
    }

    /// GAME-84, GAME-98: the form marks what the handbook requires, and not what it only advises.
    @Test(arguments: ["", "visit.satisfaction", "contact.outcome", "contact.closing"])
    func theFormMarksWhatIsRequired(advised: String) async throws {
        try await CallHouse.open("game-support", advising: advised, .sqlite) { house, desk in
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 7, 6), .at(15, 0)))
            let visit = try #require(
                try await house.post(
                    "/contacts/calls", "phone=13900139000&type=enquiry&subject=版本体验&errand=visit", as: desk.agent
                ).headers[.location])
            let page = try await house.get(visit, as: desk.agent).text
            let rules = [
                "满意度": "visit.satisfaction", "去电结果": "contact.outcome", "客户反应": "contact.outcome",
                "谁先挂断": "contact.closing", "留下的要点": "contact.closing",
            ]
            for (label, rule) in rules {
                #expect(page.contains(">\(label)<"), "\(label)")
                #expect(page.contains(">\(label)<span class=\"must\"") == (rule != advised), "\(label), \(advised)")
            }
        }
    }

    /// GAME-84, GAME-98, GAME-101, SOFT-45: the same through the pages.
    @Test(arguments: TestDatabase.engines)
    func thePageOfACallAsksAndShowsIt(engine: Engine) async throws {
        try await CallHouse.open("game-support", engine) { house, desk in
            desk.clock.set(to: Zone.shanghai.instant(Day(2026, 7, 6), .at(15, 0)))
            let begun = try await house.post(
                "/contacts/calls", "phone=13900139000&type=enquiry&subject=版本体验&errand=visit", as: desk.agent)
            let visit = try #require(begun.headers[.location])
            let page = try await house.get(visit, as: desk.agent).text
            #expect(
                page.contains("data-first=\"return-visit\"") && page.contains("data-note-satisfaction=\"dissatisfied\"")
            )
            #expect(
                page.contains("<b>夏日</b>") && page.contains("name=\"satisfaction\"") && page.contains("value=\"防备\""))
            let form =
                "end=solved&complainant=夜归人&subject=版本体验&content=掉线&type=enquiry&result=informed&mood=厌烦"
                + "&left_information=专人答复&second_contact=无&hung_up_by=customer&satisfaction=dissatisfied"
                + "&item_1=问掉线&item_1_answer=已登记&item_1_follow=周五前回复&item_1_due=2026-07-10T12:00"
            let done = try await house.post("\(visit)/outcome", form, as: desk.agent)
            #expect(done.status == .seeOther, "\(done.text)")
            let diary = try await house.get("/contacts/diary", as: desk.agent).text
            #expect(diary.contains("周五前回复") && diary.contains("待跟进"))
            let record = try await house.get(visit, as: desk.agent).text
            #expect(record.contains("跟进工单") && record.contains("不满意") && record.contains("问掉线"))
            let finished = try await house.post("\(visit)/items", "place=1", as: desk.agent)
            #expect(finished.status == .seeOther)
            #expect(!(try await house.get("/contacts/diary", as: desk.agent).text).contains("待跟进"))

            let silent = try #require(
                try await house.post(
                    "/contacts/calls", "phone=13900139002&type=enquiry&subject=打不通&errand=service", as: desk.agent
                ).headers[.location])
            #expect(try await house.get(silent, as: desk.agent).text.contains("value=\"not-reached\" data-key=\"7\""))
            let talked = try await house.post(
                "\(silent)/outcome", "end=solved&subject=打不通&answer=没人接&result=not-reached", as: desk.agent)
            #expect(talked.status == .conflict && talked.text.contains("未接通的去电没有通话"))
            #expect(talked.text.contains("没人接"), "what was typed stays")
            let rung = try await house.post("\(silent)/outcome", "end=not-reached&subject=打不通", as: desk.agent)
            #expect(rung.status == .seeOther, "\(rung.text)")

            let marketing = try #require(
                try await house.post(
                    "/contacts/calls", "phone=13900139001&type=enquiry&subject=老玩家礼包&errand=marketing", as: desk.agent
                ).headers[.location])
            let offer = try await house.get(marketing, as: desk.agent).text
            #expect(offer.contains("data-first=\"telemarketing\"") && offer.contains("怕是骗子"))
            let sold = try await house.post(
                "\(marketing)/outcome",
                "end=solved&complainant=老玩家&subject=老玩家礼包&type=enquiry&result=agreed&mood=防备&left_information=官网可查"
                    + "&second_contact=无&hung_up_by=customer&objection_2=0&objection_2_worked=1", as: desk.agent)
            #expect(sold.status == .seeOther, "\(sold.text)")
            let effect = try await house.get("/contacts/effect", as: desk.agent).text
            #expect(effect.contains("防备") && effect.contains("100 %") && effect.contains("怕是骗子"))
            let address = try #require(
                effect.matches(of: /href="(\/contacts\?[^"]*objection=[^"]*worked=1[^"]*)"/).first?.1)
            let list = try await house.get(String(address).replacing("&amp;", with: "&"), as: desk.agent).text
            #expect(list.contains("老玩家礼包") && !list.contains("版本体验"))
        }
    }
}

extension ContactDesk {
    /// A call of ours in the afternoon, to a player on file.
    func callOut(_ errand: Contact.Errand) async throws -> Contact {
        clock.set(to: Swift.max(clock.now + .minutes(1), Zone.shanghai.instant(Day(2026, 1, 6), .at(15, 0))))
        let unit = unit
        return try await act(as: agent) { tx, actor in
            let customer = try tx.customers.know(
                name: "夜归人甲", phone: PhoneNumber(typed: "13900139000"), memberNumber: "", in: unit, by: actor.staff.id)
            return try tx.contacts.callOut(
                CallPlan(customer: customer.id, purpose: .enquiry, subject: "版本体验", errand: errand), by: actor)
        }
    }
}
