import Handbook
import Kernel
import Web

/// Text to values of the intake page. Its fields bear the names of the register of cases, so that a case takes over
/// everything that was typed.
enum ContactForms {
    /// What the record holds; a bare `q` is the caller's number or name.
    static func record(_ typed: FormData) throws(Invalid) -> Contact.Record {
        let values = try form(
            typed.optional("complainant", max: 50), typed.optional("organisation", max: 80),
            typed.optionalPhone("phone"), typed.optional("member_number", max: 40),
            typed.optionalChoice("type", of: CaseType.self), typed.optional("language", max: 20),
            typed.optional("subject", max: 80), typed.optional("content", max: 4000),
            typed.optional("answer", max: 2000), typed.optionalInteger("rings", in: 1...20),
            typed.optionalChoice("hung_up_by", of: Contact.Party.self),
            typed.optionalIdentifier("customer", of: Customer.self), typed.optional("left_information", max: 400),
            typed.optional("second_contact", max: 80))
        let more = try form(
            typed.optionalChoice("result", of: Contact.CallResult.self), typed.optional("mood", max: 20),
            typed.optionalChoice("satisfaction", of: Satisfaction.self),
            typed.optionalChoice("computer_skill", of: ComputerSkill.self), typed.optional("helper", max: 50),
            typed.optional("helper_phone", max: 40))
        var record = Contact.Record(
            caller: values.0 ?? "", organisation: values.1 ?? "", phone: values.2, memberNumber: values.3 ?? "",
            purpose: values.4, language: values.5 ?? "", subject: values.6 ?? "", content: values.7 ?? "",
            answer: values.8 ?? "", rings: values.9, hungUpBy: values.10, customer: values.11,
            leftInformation: values.12 ?? "",
            secondContact: values.13 ?? "", result: more.0, mood: more.1 ?? "", satisfaction: more.2, skill: more.3,
            helper: more.4 ?? "", helperPhone: more.5 ?? "")
        let sought = String(typed.text("q").prefix(50))
        if record.customer == nil {
            if record.phone == nil, let number = PhoneNumber(typed: sought), number.revealed.count >= 7 {
                record.phone = number
            } else if record.caller.isEmpty, !sought.isEmpty, PhoneNumber(typed: sought) == nil {
                record.caller = sought
            }
        }
        return record
    }

    /// A call of our own: what for is said before it is dialled (CHAIN-77).
    static func plan(_ typed: FormData) throws(Invalid) -> CallPlan {
        let values = try form(
            typed.optionalIdentifier("unit", of: Unit.self), typed.optionalIdentifier("customer", of: Customer.self),
            typed.optionalIdentifier("case", of: Case.self), typed.optionalPhone("phone"),
            typed.choice("type", of: CaseType.self), typed.required("subject", max: 80), typed.ticked("agreed"),
            typed.optionalChoice("errand", of: Contact.Errand.self))
        return CallPlan(
            unit: values.0, customer: values.1, serviceCase: values.2, phone: values.3, purpose: values.4,
            subject: values.5, isAgreed: values.6, errand: values.7 ?? .service)
    }

    /// The lines of the diary, the objections that were met, the documents that were sent: what the pack does not know is
    /// not noted.
    static func particulars(_ typed: FormData, under handbook: Handbook) throws(Invalid) -> Contact.Particulars {
        var particulars = Contact.Particulars()
        for number in 1...Contact.Particulars.mostItems {
            let line = try form(
                typed.optional("item_\(number)", max: 200), typed.optional("item_\(number)_answer", max: 400),
                typed.optional("item_\(number)_follow", max: 200), typed.optionalLocalTime("item_\(number)_due"))
            guard let text = line.0 ?? line.1 ?? line.2 else { continue }
            particulars.items.append(
                Contact.Item(
                    text: line.0 ?? text, answer: line.1 ?? "", followUp: line.2 ?? "",
                    due: line.2 == nil ? nil : line.3))
        }
        for (place, objection) in handbook.objections.enumerated() {
            let answer = typed.text("objection_\(place)")
            guard !answer.isEmpty else { continue }
            let chosen = Int(answer).flatMap { objection.answers.indices.contains($0) ? objection.answers[$0] : nil }
            particulars.objections.append(
                Contact.ObjectionMet(
                    said: objection.said, answer: chosen ?? "", worked: !typed.text("objection_\(place)_worked").isEmpty
                ))
        }
        for (place, material) in handbook.materials.enumerated() {
            guard let by = Contact.MaterialSent.By(rawValue: typed.text("material_\(place)")) else { continue }
            particulars.materials.append(Contact.MaterialSent(title: material.title, by: by))
        }
        return particulars
    }

    enum End: String, CaseIterable, Sendable {
        case solved, callback, message, transferred
        case openCase = "case"
        case addToCase = "added"
        case chat, referred, dropped
    }

    /// Which ending was chosen, with what it needs; the record goes along into a case.
    static func outcome(
        _ typed: FormData, _ record: Contact.Record, in t: Language
    ) throws(Invalid) -> Outcome {
        let end = try form(typed.choice("end", of: End.self))
        switch end {
        case .solved: return .plain(.solved)
        case .transferred: return .plain(.transferred)
        case .chat: return .plain(.movedToChat)
        case .referred: return .plain(.referred)
        case .dropped: return .plain(.dropped)
        case .callback:
            let values = try form(
                typed.identifier("callback_to", of: Staff.self), typed.optional("callback_text", max: 400),
                typed.ticked("callback_agreed"))
            guard record.phone != nil else { throw Invalid(["phone": t(.contactPhoneNeeded)]) }
            return .callback(to: values.0, text: values.1 ?? record.subject, isAgreed: values.2)
        case .message:
            let values = try form(
                typed.identifier("message_to", of: Staff.self), typed.optional("message_text", max: 1000))
            let matter = values.1 ?? [record.subject, record.content].filter { !$0.isEmpty }.joined(separator: "\n")
            guard !matter.isEmpty else { throw Invalid(["message_text": t(.contactMatterNeeded)]) }
            guard !record.caller.isEmpty else { throw Invalid(["complainant": t(.contactCallerNeeded)]) }
            return .message(to: values.0, matter: matter)
        case .addToCase:
            guard typed.sent("case") != nil else { throw Invalid(["case": t(.contactCaseNeeded)]) }
            return .addToCase(try form(typed.identifier("case", of: Case.self)))
        case .openCase:
            var intake = try CaseForms.intake(typed, in: t)
            intake.complainant = record.caller
            intake.phone = record.phone
            intake.memberNumber = record.memberNumber
            return .openCase(intake)
        }
    }
}
