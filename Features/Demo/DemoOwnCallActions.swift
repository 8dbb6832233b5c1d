import Database
import Handbook
import Kernel

extension DemoStage {
    /// A call of ours is dialled, and a minute or two later closed; answers when there is more to do. Nobody dials while
    /// they are on a line, nor in the customer's hours of rest.
    func perform(_ call: inout DemoOwnCall) throws -> Duration? {
        let agent = try actor(call.account)
        if let contact = call.contact {
            let met = [call.objection].compactMap(\.self)
            let ending: Contact.Ending = call.result == .notReached ? .unreached : .solved
            let isOnFile = try tx.contacts.find(contact)?.record.customer != nil
            _ = try tx.contacts.wrapUp(
                contact, call.record(department.pack.customer, isOnFile: isOnFile), .plain(ending),
                with: Contact.Particulars(objections: met), by: agent)
            return nil
        }
        let isResting = department.handbook.gates().contains { _, gate in
            guard case .quietHours(let rest) = gate else { return false }
            return rest.disturbing(at: tx.now, window: nil, in: hours.zone) != nil
        }
        guard try !isResting && tx.contacts.open(of: agent.staff.id) == nil else {
            call.delays += 1
            return call.delays > DemoOwnCall.mostDelays ? nil : .minutes(isResting ? 50 : 7)
        }
        do {
            let customer = try call.customer.flatMap { number in
                try DemoReadings(tx: tx).customerToCall(number, in: agent.customers(permitting: .readCustomer))
            }
            call.contact = try tx.contacts.callOut(
                CallPlan(
                    customer: customer, phone: call.caller.phone, purpose: department.pack.asked, subject: call.subject,
                    errand: call.errand),
                by: agent
            ).id
        } catch Contact.Refusal.doNotCall {
            return nil
        }
        return call.result == .notReached ? .seconds(40) : .seconds(110)
    }
}
