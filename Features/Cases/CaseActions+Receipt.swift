import Database
import Handbook
import Kernel

/// 登记回执: how the customer learns the number and the time of the answer (GEN2-17). Whoever has an address for it is
/// written to: the event goes through the outbox to the department's mail or message gateway. Everybody else is told by
/// whoever took the matter in, and that is recorded.
extension Cases {
    /// Sent where there is an address that the customer has not asked us to leave alone.
    func sendReceipt(of work: CaseWork, to customer: Customer?) throws {
        guard let customer, let way = try address(of: customer) else { return }
        try work.finish(.receiptSent, details: ["number": work.file.record.number, "by": way.rawValue])
    }

    /// Read out on the telephone, handed over at the counter. Said twice, it is told once.
    func tellReceipt(_ id: Case.ID, _ way: ReceiptWay, by actor: Actor) throws {
        let work = try work(on: id, by: actor, needing: .readCase)
        let told = try tx.events.about(work.file.record.subject).contains { $0.kind == .receiptTold }
        guard !told else { return }
        try work.finish(.receiptTold, details: ["number": work.file.record.number, "by": way.rawValue])
    }

    private func address(of customer: Customer) throws -> ReceiptWay? {
        if customer.block?.kind == .outreach { return nil }
        let said = try tx.customers.consents(of: customer.id)
        func isRefused(_ channel: Consent.Channel) -> Bool {
            said.first { $0.channel == channel }.map { !$0.isGiven } ?? false
        }
        let points = try tx.customers.contactPoints(of: customer.id).filter { $0.contact == nil }
        if points.contains(where: { $0.kind == .email }), !isRefused(.email) { return .email }
        if points.contains(where: { $0.kind == .wechat }), !isRefused(.wechat) { return .message }
        return nil
    }
}
