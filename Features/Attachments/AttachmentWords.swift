import Kernel

extension Word {
    static let attachments = Word("附件", "Attachments")
    static let attachmentChoose = Word("选择文件", "Choose files")
    static let attachmentPhoto = Word("拍照", "Take a picture")
    static let attachmentUpload = Word("上传", "Upload")
    static let attachmentHint = Word(
        "图片、文档、录音，可多选；也可把文件拖到这里，或直接粘贴截图。",
        "Pictures, documents, recordings, several at once; or drop them here, or paste a screenshot.")
    static let attachmentProvider = Word("来自", "From")
    static let attachmentFromCustomer = Word("客户提供", "the customer")
    static let attachmentOurs = Word("我方留存", "us")
    static let attachmentNote = Word("说明", "Note")
    static let attachmentAdded = Word("已上传 {0} 个文件。", "{0} uploaded.")
    static let attachmentDownload = Word("下载", "Download")
    static let attachmentVoid = Word("作废", "Declare void")
    static let attachmentVoidReason = Word("作废原因", "Why")
    static let attachmentVoided = Word("已作废：{0}", "void: {0}")
    static let attachmentVoidDone = Word("附件已作废，记录保留。", "The attachment is void; the record stays.")
    static let attachmentErased = Word("已随客户资料清除", "erased with the customer's data")
    static let attachmentWaiting = Word("等待病毒扫描", "waits for the virus scan")
    static let attachmentScannerAway = Word("扫描服务暂不可用，稍后自动重试", "the scanner is away; tried again soon")
    static let attachmentInfected = Word("发现病毒，已隔离：{0}", "infected, kept away: {0}")
    static let attachmentDrawing = Word("正在生成预览", "preview on its way")
    static let attachmentBroken = Word("无法预览", "no preview")
    static let attachmentNone = Word("还没有附件。", "Nothing attached yet.")

    // Why a file is not taken
    static let fileNotTaken = Word("{0}：{1}", "{0}: {1}")
    static let fileEmpty = Word("文件是空的。", "The file is empty.")
    static let fileTooLarge = Word("{0}最大 {1} MB。", "At most {1} MB for {0}.")
    static let fileUnknown = Word(
        "内容是“{0}”，不接受这种文件。请发图片、PDF、Office 文档、文本或录音。",
        "It is «{0}», which is not taken. Send pictures, PDF, Office documents, text or recordings.")
    static let mimePage = Word("网页", "a web page")
    static let mimeDrawing = Word("可含脚本的矢量图", "a drawing that may hold scripts")
    static let mimeArchive = Word("压缩包", "an archive")
    static let mimeProgram = Word("程序", "a program")
    static let fileUnreadable = Word("读取失败，请重新上传。", "It could not be read; upload it again.")
    static let kindImage = Word("图片", "pictures")
    static let kindDocument = Word("文档", "documents")
    static let kindRecording = Word("录音录像", "recordings")

    // Refusals
    static let attachmentNoFile = Word("请先选择文件。", "Choose a file first.")
    static let attachmentTooMany = Word("一件工单最多 {0} 个附件。", "A case has at most {0} attachments.")
    static let attachmentUnitFull = Word(
        "本单位的附件已满 {0} GB，请联系管理员。", "The unit's {0} GB of attachments are full; ask the administrator.")
    static let attachmentVoidedAlready = Word("附件已经作废。", "It is void already.")
    static let attachmentNotYours = Word("只有上传人或主管可以作废附件。", "Only who uploaded it, or a supervisor, may do that.")
    static let attachmentIsVoid = Word("附件已作废，不能打开。", "It is void and cannot be opened.")
    static let attachmentIsErased = Word("附件已随客户资料清除。", "It was erased with the customer's data.")
    static let attachmentNotScanned = Word("附件还在等待病毒扫描，请稍后再试。", "It waits for the virus scan; try again shortly.")
    static let attachmentIsInfected = Word("附件含有病毒，已隔离，不能打开。", "It is infected and kept away.")
}
