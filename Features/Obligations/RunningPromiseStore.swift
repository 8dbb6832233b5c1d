import Database
import Handbook
import Kernel

extension Obligations {
    /// Of each of these records what is due next; of one that owes nothing, nothing. One question for five hundred records
    /// of a kind.
    func running(of subjects: [Subject]) throws -> [Subject: RunningPromise] {
        var running: [Subject: RunningPromise] = [:]
        var calendars: [LedgerPlace: BusinessCalendar] = [:]
        for kind in Subject.Kind.allCases {
            let ids = subjects.filter { $0.kind == kind }.map(\.id).uniqued()
            for start in stride(from: 0, to: ids.count, by: 500) {
                let some = Array(ids[start..<min(start + 500, ids.count)])
                let open = try load(
                    """
                    WHERE subject_kind = \(kind.rawValue) AND subject_id IN \(list: some) AND state = 'open'
                    ORDER BY due_at, id
                    LIMIT \(some.count * 20)
                    """)
                for obligation in open where running[obligation.subject] == nil {
                    let place = LedgerPlace(version: obligation.version, unit: obligation.unit)
                    let calendar = try calendars[place] ?? tx.setting(of: place).1
                    calendars[place] = calendar
                    running[obligation.subject] = RunningPromise(
                        obligation: obligation, used: obligation.used(at: tx.now, on: calendar))
                }
            }
        }
        return running
    }
}
