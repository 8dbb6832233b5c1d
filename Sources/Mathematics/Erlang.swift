import Foundation

/// Erlang B, C and A: agents in common for one queue, first come first served.
///
/// Sources: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic
/// telephone exchanges" (1917); for impatient callers C. Palm (1946), and O. Garnett, A. Mandelbaum and M. Reiman,
/// "Designing a call center with impatient customers", Manufacturing & Service Operations Management 4 (2002).
public enum Erlang {
    /// Erlang B: the share of calls lost where nobody can wait, `erlangs` offered to `agents` lines; 0…1.
    ///
    /// The recursion B(n) = A·B(n−1) / (n + A·B(n−1)) has no large numbers in it; its cost is one division a line.
    public static func lost(erlangs: Double, agents: Int) -> Double {
        guard erlangs > 0 else { return agents == 0 ? 1 : 0 }
        var share = 1.0
        for line in 0..<max(0, agents) { share = erlangs * share / (Double(line + 1) + erlangs * share) }
        return share
    }

    /// Erlang C: the share of calls that must wait, 0…1; nothing where the agents cannot keep up (`agents` ≤ `erlangs`),
    /// for then the queue grows without end and no average exists.
    public static func waiting(erlangs: Double, agents: Int) -> Double? {
        guard Double(agents) > erlangs else { return nil }
        let lost = lost(erlangs: erlangs, agents: agents)
        return lost / (1 - erlangs / Double(agents) * (1 - lost))
    }

    /// What callers find who wait as long as it takes (M/M/n); nothing where the agents cannot keep up.
    /// - Parameter within: the time of the service level, in seconds.
    public static func patient(_ load: CallLoad, agents: Int, within: Double) -> QueueFigures? {
        let erlangs = load.erlangs
        guard let waiting = waiting(erlangs: erlangs, agents: agents) else { return nil }
        let spare = Double(agents) - erlangs
        let wait = waiting * load.handling / spare
        return QueueFigures(
            agents: agents, waitProbability: waiting,
            serviceLevel: 1 - waiting * exp(-spare * within / load.handling),
            averageWait: wait, occupancy: erlangs / Double(agents), abandonment: 0, queue: load.rate * wait)
    }

    /// What callers find who hang up after `patience` seconds on average (M/M/n+M, Erlang A). There is always an answer:
    /// whoever gives up keeps the queue finite.
    ///
    /// Exact: the stationary probabilities of the birth-death chain with death rates min(k, n)/handling + (k − n)⁺/patience,
    /// carried outwards from k = n. The service level counts those who are *answered* within the time, out of all who call.
    public static func impatient(_ load: CallLoad, agents: Int, within: Double, patience: Double) -> QueueFigures {
        let (rate, service, leaving) = (load.rate, 1 / load.handling, 1 / patience)
        let all = Double(agents) * service
        guard agents > 0, rate > 0 else {
            return QueueFigures(
                agents: agents, waitProbability: agents > 0 ? 0 : 1, serviceLevel: agents > 0 ? 1 : 0,
                averageWait: agents > 0 ? 0 : patience, occupancy: 0, abandonment: agents > 0 ? 0 : 1,
                queue: agents > 0 ? 0 : rate * patience)
        }
        // Relative to the state in which all are busy and nobody waits. With far too many or far too few agents one side
        // outgrows any floating-point number, so it is scaled down, and the other side with it at the end.
        var (busyAgents, idleMass, weight, idleScale) = (0.0, 0.0, 1.0, 1.0)
        for k in stride(from: agents, to: 0, by: -1) {
            weight *= Double(k) * service / rate
            idleMass += weight
            busyAgents += weight * Double(k - 1)
            if weight < negligible * idleMass { break }
            guard weight > huge else { continue }
            (weight, idleMass, busyAgents) = (weight / huge, idleMass / huge, busyAgents / huge)
            idleScale /= huge
        }
        var answered = AnswerWithin(within: within, all: all, leaving: leaving)
        var (waitMass, queue, inTime, here, waitScale) = (0.0, 0.0, 0.0, 1.0, 1.0)
        for ahead in 0..<longestQueue {
            waitMass += here
            queue += here * Double(ahead)
            inTime += here * answered.next()
            here *= rate / (all + Double(ahead + 1) * leaving)
            if here < negligible * waitMass, Double(ahead) * leaving + all > rate { break }
            guard here > huge else { continue }
            (here, waitMass, queue, inTime) = (here / huge, waitMass / huge, queue / huge, inTime / huge)
            waitScale /= huge
        }
        (busyAgents, idleMass) = (busyAgents * waitScale, idleMass * waitScale)
        (waitMass, queue, inTime) = (waitMass * idleScale, queue * idleScale, inTime * idleScale)
        let mass = idleMass + waitMass
        let length = queue / mass
        return QueueFigures(
            agents: agents, waitProbability: waitMass / mass, serviceLevel: (idleMass + inTime) / mass,
            averageWait: length / rate, occupancy: (busyAgents + waitMass * Double(agents)) / mass / Double(agents),
            abandonment: leaving * length / rate, queue: length)
    }

    private static let negligible = 1e-17
    private static let huge = 1e200
    /// No queue that a department could have is longer, in callers.
    private static let longestQueue = 1_000_000
}

/// The chance that a caller who finds 0, 1, 2 … others waiting is answered in time and has not hung up before.
///
/// With i ahead the time until one's turn is a sum of exponentials with the rates n·μ, n·μ+θ … n·μ+iθ; e to the minus θ
/// times that sum has the distribution Beta(m, i + 1) with m = n·μ/θ. So both «in time» and «still there» are sums of one
/// series of positive terms.
private struct AnswerWithin {
    private let m: Double
    private let left: Double
    private var logTerm: Double
    private var late = 0.0
    private var ahead = 0

    init(within: Double, all: Double, leaving: Double) {
        m = all / leaving
        left = within > 0 ? log(-expm1(-leaving * within)) : -.infinity
        // x^(m + 1) with x = e^(−θT): the first term of the incomplete beta function of m + 1 and whole numbers.
        logTerm = -(all + leaving) * within
    }

    mutating func next() -> Double {
        late += exp(logTerm)
        let stays = m / (m + Double(ahead) + 1)
        ahead += 1
        logTerm += left + log((m + Double(ahead)) / Double(ahead))
        return max(0, stays * (1 - late))
    }
}
