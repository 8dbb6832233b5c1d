import Hummingbird
import Kernel
import Web

extension LongReads.TooMany: Explainable {
    var status: HTTPResponse.Status { .tooManyRequests }
    func sentence(in t: Language) -> String { t(.longReadsTooMany) }
}
