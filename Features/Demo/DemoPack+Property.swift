import Handbook

extension DemoPack {
    static let property = DemoPack(
        code: "property", organisation: "锦绣物业服务有限公司",
        units: [
            DemoUnit("company", "锦绣物业", .headquarters), DemoUnit("cuihu", "翠湖花园管理处", .estate, under: "company"),
            DemoUnit("binjiang", "滨江雅苑管理处", .estate, under: "company"),
        ],
        people: [
            DemoPerson("wangfang", "王芳", "agent", "cuihu", desk: true),
            DemoPerson("yangliu", "杨柳", "agent", "cuihu", desk: true, isNewcomer: true),
            DemoPerson("tianye", "田野", "agent", "binjiang", desk: true),
            DemoPerson("heguang", "何光", "estate-keeper", "cuihu", desk: true),
            DemoPerson("panhong", "潘红", "estate-keeper", "binjiang", desk: true),
            DemoPerson("duanwei", "段伟", "dispatcher", "cuihu"),
            DemoPerson("leida", "雷达", "repairer", "cuihu"),
            DemoPerson("shiyong", "石勇", "repairer", "cuihu"),
            DemoPerson("fanmei", "范梅", "fee-collector", "cuihu", reads: .never),
            DemoPerson("jiangnan", "江楠", "supervisor", "cuihu"),
            DemoPerson("weidong", "魏东", "supervisor", "binjiang"),
            DemoPerson("qinlan", "秦岚", "administration-supervisor", "cuihu", reads: .late),
            DemoPerson("luzheng", "陆正", "manager", "cuihu"),
            DemoPerson("baixue", "白雪", "manager", "binjiang"),
            DemoPerson("gengyue", "耿悦", "records", "cuihu"),
            DemoPerson("cuihai", "崔海", "executive", "company"),
            DemoPerson("admin", "汪工", "administrator", "company"),
        ],
        customer: "业户",
        channels: [
            (.phone, 48), (.counter, 22), (.chat, 16), (.onSite, 8), (.web, 3), (.letter, 1), (.hotline12345, 2),
        ],
        places: [
            "3栋2单元1201", "5栋1单元602", "7栋3单元1804", "1栋2单元301", "9栋1单元2203", "2栋4单元705", "6栋2单元1102",
        ],
        firms: [], memberPrefix: "",
        departments: [
            "设施老化": "工程部", "施工遗留": "开发商维保部", "维修质量": "工程部", "巡查疏漏": "秩序部", "服务态度": "服务中心",
            "协调不力": "管理处", "收费解释不清": "收费处", "住户行为": "服务中心", "外部单位": "管理处", "外部原因": "服务中心",
        ],
        culprits: ["保洁领班 张姐", "夜班保安 老丁", "水电工 老葛", "绿化外包 周队", "收费员 小方", "电梯维保 孟工"],
        referrals: [
            (party: "市供水公司热线", reason: "市政管网由供水公司负责"), (party: "街道城管中队", reason: "小区外占道经营由城管处理"),
            (party: "开发商维保部", reason: "仍在开发商保修期内"),
        ],
        handsOnTo: ["dispatcher", "repairer", "estate-keeper"],
        loans: [
            DemoLoan(from: "luzheng", to: "jiangnan", began: 14, days: 3, reason: "公司集中培训"),
            DemoLoan(from: "weidong", to: "panhong", began: 1, days: 4, reason: "年休假，由楼管员代理副主任"),
        ],
        tempo: .office, scenarios: propertyScenarios)
}
