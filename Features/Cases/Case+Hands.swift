import Handbook
import Kernel

/// Who has a case in hand, and when it may rest.
extension Case {
    /// The completion clock rests, for a reason, until a date, and the customer has been told.
    struct Suspension: Equatable, Sendable {
        var reason: PauseReason
        var notice: String
        var since: Instant
        var until: Instant
    }

    /// Handed on and not yet signed for (SOFT-76). The clocks go on. The slip of it is kept (`TransferSlip`).
    struct Transfer: Equatable, Sendable {
        var id: String
        var to: Staff.ID
        var from: Staff.ID?
        var reason: String
        var known: String
        var at: Instant
    }
}

/// The verbs beside the way.
extension Case {
    mutating func suspend(_ suspension: Suspension, at now: Instant) throws(Refusal) {
        guard !state.isOver, completedAt == nil else { throw .notNow(state) }
        guard self.suspension == nil else { throw .suspendedAlready }
        guard suspension.until > now else { throw .endInThePast }
        self.suspension = suspension
    }

    mutating func resume() throws(Refusal) -> Suspension {
        guard let suspension else { throw .notSuspended }
        self.suspension = nil
        return suspension
    }

    mutating func transfer(_ transfer: Transfer) throws(Refusal) {
        guard !state.isOver else { throw .notNow(state) }
        guard self.transfer == nil else { throw .transferPending }
        self.transfer = transfer
        transfers += 1
    }

    /// The receiving hand signs and handles from now on; the first receiver's duty remains.
    mutating func signTransfer(by receiver: Staff.ID) throws(Refusal) -> Transfer {
        guard let transfer else { throw .noTransferPending }
        guard transfer.to == receiver else { throw .notYours }
        handler = receiver
        self.transfer = nil
        return transfer
    }

    mutating func returnTransfer(by receiver: Staff.ID) throws(Refusal) -> Transfer {
        guard let transfer else { throw .noTransferPending }
        guard transfer.to == receiver else { throw .notYours }
        self.transfer = nil
        return transfer
    }

    /// Signed for and found to be wrong: it goes back to whoever handed it on.
    mutating func giveBack(to transferor: Staff.ID, by receiver: Staff.ID) throws(Refusal) {
        guard !state.isOver, completedAt == nil else { throw .notNow(state) }
        guard transfer == nil else { throw .transferPending }
        guard handler == receiver else { throw .notYours }
        handler = transferor
    }

    /// 改派首问责任: the duty to the customer passes by a recorded reassignment and in no other way (SOFT-60).
    mutating func entrust(to staff: Staff.ID) throws(Refusal) {
        guard !state.isOver else { throw .notNow(state) }
        guard staff != firstReceiver else { throw .notYours }
        firstReceiver = staff
    }

    /// A supervisor gives the case to somebody, with a reason; a pending transfer is thereby settled.
    mutating func assign(to staff: Staff.ID) throws(Refusal) {
        guard !state.isOver else { throw .notNow(state) }
        handler = staff
        transfer = nil
    }
}
