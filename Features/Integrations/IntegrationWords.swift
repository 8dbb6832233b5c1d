import Kernel

extension Word {
    static let integrationsTitle = Word("接口", "Interfaces")
    static let integrationsLead = Word(
        "让别的程序以您的名义读取和办理，或在事情发生时得到通知。", "Other programs read and act in your name, or are told when something happens.")
    static let integrationsDescription = Word("接口说明（OpenAPI）", "Description (OpenAPI)")

    static let tokensTitle = Word("接口令牌", "Tokens")
    static let tokensNone = Word(
        "还没有令牌。令牌让程序凭您的权限办事，范围由您选定，到期自动失效。",
        "No token yet. A token lets a program act with your rights, within the scopes you choose, until it expires.")
    static let tokenName = Word("用途", "For what")
    static let tokenNameHint = Word("例：客服报表同步", "For example: nightly report")
    static let tokenDays = Word("有效天数", "Days of life")
    static let tokenScopes = Word("权限范围", "Scopes")
    static let tokenIssue = Word("签发令牌", "Issue a token")
    static let tokenOnce = Word(
        "请立即保存：令牌只显示这一次。", "Keep it now: the token is shown this once.")
    static let tokenExpires = Word("到期", "Expires")
    static let tokenUsed = Word("最近使用", "Last used")
    static let tokenNeverUsed = Word("从未使用", "never")
    static let tokenState = Word("状态", "State")
    static let tokenValid = Word("有效", "valid")
    static let tokenExpired = Word("已过期", "expired")
    static let tokenRevoked = Word("已收回", "taken back")
    static let tokenRevoke = Word("收回", "Take back")
    static let tokenRevokedNotice = Word("令牌已收回。", "The token was taken back.")
    static let tokenUnknown = Word("没有这个令牌。", "There is no such token.")
    static let tokenTooMany = Word(
        "每人最多 {0} 个有效令牌，请先收回不用的。", "At most {0} valid tokens a person; take back one that is not needed.")
    static let tokenLifeTooLong = Word("令牌最长有效 {0} 天。", "A token lives {0} days at most.")
    static let tokenExpiresInThePast = Word("到期时间已经过去。", "That would have expired already.")
    static let tokenChooseScope = Word("请至少选择一项权限范围。", "Please choose at least one scope.")
    static let tokenAlreadyOver = Word("令牌已经失效。", "The token is over already.")

    static let webhooksTitle = Word("推送", "Webhooks")
    static let webhooksNone = Word(
        "还没有推送。事件发生后一两秒内发往您的地址，附签名；对方没有收到会重发，最多十次。",
        "No webhook yet. Events are sent to your address within a second or two, signed, and again until heard, ten times at most."
    )
    static let webhookURL = Word("地址", "Address")
    static let webhookKinds = Word("事件", "Events")
    static let webhookSubscribe = Word("新增推送", "Add a webhook")
    static let webhookSecretOnce = Word(
        "请立即保存签名密钥：只显示这一次。", "Keep the signing secret now: it is shown this once.")
    static let webhookStop = Word("停止", "Stop")
    static let webhookStopped = Word("已停止", "stopped")
    static let webhookActive = Word("推送中", "active")
    static let webhookStoppedNotice = Word("推送已停止。", "The webhook was stopped.")
    static let webhookUnknown = Word("没有这个推送，或已停止。", "There is no such webhook, or it was stopped.")
    static let webhookTooMany = Word("每人最多 {0} 个推送。", "At most {0} webhooks a person.")
    static let webhookNoAddress = Word(
        "地址应为 http(s):// 开头、500 字符以内的网址，不含用户名和密码。",
        "The address starts with http(s)://, has at most 500 characters, and no name or password in it.")
    static let webhookChooseEvents = Word("请至少选择一种事件。", "Please choose at least one kind of event.")

    static let scopeReadCases = Word("读取工单", "read cases")
    static let scopeWriteCases = Word("登记和办理工单", "register and work cases")
    static let scopeReadCustomers = Word("读取客户（脱敏）", "read customers (masked)")
    static let scopeWriteCustomers = Word("登记和修改客户", "register and change customers")
    static let scopeReadContacts = Word("读取来电和留言", "read contacts and messages")
    static let scopeWriteContacts = Word("登记来电和留言", "record contacts and messages")
    static let scopeReadFiles = Word("读取附件", "read attachments")
    static let scopeWriteFiles = Word("上传和作废附件", "add and void attachments")
    static let scopeReadWork = Word("读取本人待办", "read one’s own work")
    static let scopeWriteWork = Word("办理本人待办", "do one’s own work")
    static let scopeReadReports = Word("读取报表", "read reports")
    static let scopeExchange = Word("导入和导出", "bring data in, take lists out")
    static let scopeReadHandbook = Word("读取手册", "read the handbook")
    static let scopeReadEvents = Word("读取事件", "read events")
    static let scopeManageWebhooks = Word("管理推送", "manage webhooks")

    static let apiTitle = Word("倾听接口", "Qingting interface")
    static let apiDescription = Word(
        "所有请求都带令牌；办理动作与页面走同一道关卡，被拒时注明条款。列表按游标翻页。时间为 RFC 3339。",
        "Every request carries a token; acts pass the same gates as on the pages, and a refusal names its clause. Lists are read by cursor. Times are RFC 3339."
    )
    static let apiNeedsScope = Word("需要权限范围 {0}。", "Needs the scope {0}.")
    static let apiNeedsScopes = Word(
        "需要权限范围 {0}；没有 {1} 时只答复记录的编号、状态和版本。",
        "Needs the scope {0}; without {1} it answers only the record's number, state and version.")
    static let exchangeRevealed = Word(
        "完整的个人信息只由本人在页面上申请、批准和下载，接口令牌不能。",
        "Personal data in full is asked for, allowed and fetched by a person on the page, never by a program.")
    static let exchangeNoProgram = Word("这个列表只能在页面上导出。", "This list can be taken out on its page only.")
    static let apiProblem = Word("被拒绝或未完成，原因写在 detail 里", "refused or not done; detail says why")
    static let apiIdempotency = Word(
        "同一个键在一天内只办一次，重复请求得到原来的答复", "one key is done once within a day; a repeated request gets the first answer")
    static let apiIfMatch = Word(
        "读取时的 ETag；记录已变动则不办理", "the ETag that was read; refused if the record has changed since")
    static let apiCaseList = Word("工单列表，新的在前", "Cases, newest first")
    static let apiCaseRead = Word("一件工单的全部内容", "One case, whole")
    static let apiCaseRegister = Word("登记工单", "Register a case")
    static let apiCaseEntry = Word("记录答复、通话、客户所说或备注", "Write down a reply, a call, what the customer said, or a note")
    static let apiCaseAct = Word("办理一步", "An act on a case")
    static let apiMe = Word("令牌所代表的人", "Whose token this is")
    static let apiCustomers = Word(
        "客户列表；q 按号码、后四位、会员号或姓名查找",
        "Customers; q finds by number, last four digits, member number or name")
    static let apiCustomer = Word("一位客户（脱敏）", "One customer, masked")
    static let apiHandbook = Word("现行手册的条款", "The clauses of the handbook in force")
    static let apiEvents = Word("已封存的事件，按先后次序", "Sealed events, in their order")
    static let apiWebhooks = Word("本人的推送", "One’s own webhooks")
    static let apiWebhookSubscribe = Word("新增推送", "Add a webhook")
    static let apiWebhookStop = Word("停止推送", "Stop a webhook")
}
