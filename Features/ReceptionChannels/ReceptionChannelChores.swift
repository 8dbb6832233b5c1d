import Database
import Handbook
import Kernel

extension Chore {
    /// Whoever leaves leaves gaps: the hours nobody answers for are found without anybody looking (SOFT-70).
    static let receptionLooking = Chore(
        name: "reception.look", rhythm: .every(.hours(1)),
        work: { tx in
            var after = ""
            repeat {
                let channels = try tx.receptionChannels.open(after: after, limit: 100)
                for channel in channels { try tx.receptionChannels.look(at: channel) }
                after = channels.count == 100 ? channels[99].id.rawValue : ""
            } while !after.isEmpty
            return .done
        })
}
