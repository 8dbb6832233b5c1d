import Handbook
import Kernel

/// A line of the list of people: who, and what they hold now.
struct PersonLine: Equatable, Sendable {
    let person: Staff
    let posts: [HeldPost]
}

/// A post somebody holds or held, with the words for it.
struct HeldPost: Equatable, Sendable {
    let appointment: Appointment
    /// Nothing where the handbook of the unit knows the post no more.
    let post: Post?
    let unit: String

    func title(in t: Language) -> String { post?.title(in: t) ?? appointment.post }
}

/// All that the page of a person shows.
struct PersonView: Sendable {
    let person: Staff
    let posts: [HeldPost]
    let delegations: [Delegation]
    /// Only for those who manage the person's staff record.
    let sessions: [Session]
    let attempts: [SignInAttempt]
    /// names of everybody mentioned
    let names: [Staff.ID: String]
    let units: [Unit.ID: String]
    /// the titles of posts by their code
    let titles: [String: Post]
    let choices: Choices
    let rights: Rights

    /// What the forms of the page offer.
    struct Choices: Sendable {
        /// units in which the viewer may give posts
        var units: [Unit] = []
        /// every post of those units, in the order of the handbooks
        var posts: [Post] = []
        /// colleagues to whom a post may be lent
        var colleagues: [Staff] = []
    }

    /// What the viewer may do here. The actions ask again.
    struct Rights: Sendable {
        let isSelf: Bool
        let mayManage: Bool
        let mayReveal: Bool
    }
}
