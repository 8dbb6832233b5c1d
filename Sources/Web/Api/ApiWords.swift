import Kernel

extension Word {
    static let apiNoToken = Word(
        "需要有效的接口令牌（Authorization: Bearer …）；令牌可能已过期或已收回。",
        "A valid token is needed (Authorization: Bearer …); it may have expired or been taken back.")
    static let apiTooFast = Word("请求过于频繁，请 {0} 秒后再试。", "Too many requests; please try again in {0} seconds.")
    static let apiScopeMissing = Word("此令牌没有权限范围 {0}。", "This token lacks the scope {0}.")
    static let apiNotJSON = Word(
        "请求正文应为 JSON 对象（Content-Type: application/json），成员为文字、数字或布尔值。",
        "The body must be a JSON object (Content-Type: application/json) of texts, numbers or booleans.")
    static let apiChangedMeanwhile = Word(
        "记录在此期间已被改动，请重新读取后再试。", "The record has changed meanwhile; please read it again and retry.")
    static let apiKeyReused = Word(
        "这个 Idempotency-Key 已用于另一个请求。", "This Idempotency-Key was used for a different request.")
    static let apiRightsChanged = Word(
        "这个 Idempotency-Key 的请求已经办过；此后您的权限有变化，不再重复当时的答复。请重新读取记录。",
        "The request of this Idempotency-Key was done; your rights have changed since, so its answer is not repeated. Please read the record again."
    )
    static let apiKeyTooLong = Word(
        "Idempotency-Key 应为 1–{0} 个可见字符。", "An Idempotency-Key has 1 to {0} visible characters.")
    static let apiBadCursor = Word("游标无效，请从第一页重新读取。", "The cursor is not valid; please start at the first page.")
    static let apiMemberShape = Word(
        "应为文字、数字、布尔值，或由它们组成的列表。", "A text, a number, a boolean, or a list of these.")
    static let apiMemberRepeated = Word("同名成员出现了两次，请只保留一个。", "This member stands twice; please send it once.")
    static let apiBadQuery = Word(
        "地址中的查询参数无法读取：应为 UTF-8 文字，且不含 NUL 字符。",
        "The query of the address cannot be read: it should be UTF-8 text without NUL.")
    static let apiNotAskedSo = Word("此地址只接受 {0}。", "This address takes {0} only.")
    static let apiInvalid = Word("有内容需要修改，逐项见 errors。", "Some of it needs to be mended; errors has each.")
}
