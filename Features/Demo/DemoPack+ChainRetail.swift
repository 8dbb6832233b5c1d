import Handbook

extension DemoPack {
    static let chainRetail = DemoPack(
        code: "chain-retail", organisation: "云裳服饰连锁",
        units: [
            DemoUnit("hq", "总部", .headquarters), DemoUnit("east", "华东大区", .region, under: "hq"),
            DemoUnit("south", "华南大区", .region, under: "hq"), DemoUnit("sh-njxl", "上海南京西路店", .store, under: "east"),
            DemoUnit("hz-hbyt", "杭州湖滨店", .store, under: "east"), DemoUnit("gz-th", "广州天河店", .store, under: "south"),
            DemoUnit("sz-ft", "深圳福田店", .store, under: "south"),
        ],
        people: [
            DemoPerson("zhangmin", "张敏", "store-agent", "sh-njxl", desk: true),
            DemoPerson("luxia", "陆霞", "store-agent", "hz-hbyt", desk: true),
            DemoPerson("huangjie", "黄洁", "store-agent", "gz-th", desk: true, isNewcomer: true),
            DemoPerson("wangfang", "王芳", "agent", "east", desk: true),
            DemoPerson("chenchen", "陈晨", "agent", "south", desk: true),
            DemoPerson("qianlan", "钱岚", "store-manager", "sh-njxl"),
            DemoPerson("shenhao", "沈浩", "store-manager", "hz-hbyt"),
            DemoPerson("liangyu", "梁玉", "store-manager", "gz-th", desk: true),
            DemoPerson("dengchao", "邓超", "store-manager", "sz-ft", desk: true),
            DemoPerson("lijing", "李静", "supervisor", "hq"),
            DemoPerson("linxiaoyu", "林小雨", "member-specialist", "hq", reads: .never),
            DemoPerson("wuqian", "吴倩", "records", "hq", reads: .late),
            DemoPerson("sunwei", "孙巍", "manager", "hq"),
            DemoPerson("zhoumin", "周敏", "executive", "hq"),
            DemoPerson("liujianguo", "刘建国", "general-manager", "hq"),
            DemoPerson("admin", "郑工", "administrator", "hq"),
        ],
        customer: "顾客",
        channels: [(.phone, 45), (.web, 15), (.chat, 18), (.email, 10), (.letter, 2), (.hotline12345, 5)],
        channelsAtStores: [(.counter, 5), (.onSite, 2), (.phone, 3)],
        places: ["南京西路店", "湖滨店", "天河店", "福田店"], firms: [], memberPrefix: "VIP",
        departments: [
            "商品缺陷": "商品部", "批次问题": "品控部", "门店操作": "门店", "导购态度": "门店", "制度缺陷": "运营中心",
            "物流储运": "物流部", "系统与会员数据": "信息部", "顾客使用不当": "客服部", "外部原因": "客服部",
        ],
        culprits: ["导购 小许", "导购 小梅", "收银 阿珍", "仓储主管 罗刚", "品控专员 彭悦", "信息专员 于洋"],
        referrals: [
            (party: "商场物业服务台", reason: "商场公共区域的停车费由商场收取"), (party: "电商平台客服", reason: "第三方店铺并非我司授权"),
        ],
        handsOnTo: ["agent", "store-manager", "supervisor"],
        loans: [
            DemoLoan(from: "sunwei", to: "lijing", began: 16, days: 4, reason: "赴华南巡店"),
            DemoLoan(from: "qianlan", to: "zhangmin", began: 1, days: 6, reason: "年休假"),
        ],
        tempo: .office, scenarios: chainRetailScenarios,
        offers: ["会员日到店邀请", "换季新品预告", "会员积分到期提醒与兑换"])
}
