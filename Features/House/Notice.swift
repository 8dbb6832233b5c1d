import Handbook
import Kernel

/// A word to one colleague that something happened which concerns them; shown in their day until they have read it.
struct Notice: Entity {
    let id: ID
    let staff: Staff.ID
    let event: Event.ID
    let kind: EventKind
    let subject: Subject
    let at: Instant
    let readAt: Instant?
}
