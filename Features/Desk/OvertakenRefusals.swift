import Hummingbird
import Kernel
import Web

extension Overtaken: Explainable {
    var status: HTTPResponse.Status { .conflict }

    func sentence(in t: Language) -> String {
        theirs.isEmpty ? t(.overtakenBare) : t(.overtaken, theirs)
    }
}
