import Kernel

/// Appointments to one post, and how many people hold it when most do.
struct PostHolders {
    let appointments: [Appointment]

    init(_ appointments: [Appointment]) { self.appointments = appointments }

    /// The people of the fullest minute from an instant on, each once; it begins with somebody's first minute.
    func most(from start: Instant) -> [Staff.ID] {
        let minutes = [start] + appointments.map(\.from).filter { $0 > start }
        let crews = minutes.map { minute in appointments.filter { $0.isInForce(at: minute) }.map(\.staff).uniqued() }
        return crews.max { $0.count < $1.count } ?? []
    }
}
