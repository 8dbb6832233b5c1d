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
            typed.optional("second_contact", max: 80),
            typed.optionalChoice("result", of: Contact.CallResult.self), typed.optional("mood", max: 20),
            typed.optionalChoice("satisfaction", of: Satisfaction.self),
            typed.optionalChoice("computer_skill", of: ComputerSkill.self), typed.optional("helper", max: 50),
            typed.optionalPhone("helper_phone"))
        var record = Contact.Record(
            caller: values.0 ?? "", organisation: values.1 ?? "", phone: values.2, memberNumber: values.3 ?? "",
            purpose: values.4, language: values.5 ?? "", subject: values.6 ?? "", content: values.7 ?? "",
            answer: values.8 ?? "", rings: values.9, hungUpBy: values.10, customer: values.11,
            leftInformation: values.12 ?? "",
            secondContact: values.13 ?? "", result: values.14, mood: values.15 ?? "", satisfaction: values.16,
            skill: values.17,
            helper: values.18 ?? "", helperPhone: values.19)
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

    enum End: String, CaseIterable, Sendable {
        case solved, callback, message, transferred
        case openCase = "case"
        case addToCase = "added"
        case chat, referred
        case unreached = "not-reached"
        case dropped
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
        case .unreached: return .plain(.unreached)
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
