// The elements of the HTML standard (§4) that a server-rendered application needs.
//
// Left out on purpose: `style`, `iframe`, `object`, `embed`, `base`, `template`, `noscript`.
// Scripts, icons and the parts of a document have their own functions.

// MARK: Sections

public let article = Element("article")
public let aside = Element("aside")
public let section = Element("section")
public let nav = Element("nav")
public let header = Element("header")
public let footer = Element("footer")
public let main = Element("main")
public let search = Element("search")
public let address = Element("address")
public let hgroup = Element("hgroup")
public let h1 = Element("h1")
public let h2 = Element("h2")
public let h3 = Element("h3")
public let h4 = Element("h4")
public let h5 = Element("h5")
public let h6 = Element("h6")

// MARK: Blocks

public let div = Element("div")
public let p = Element("p")
public let blockquote = Element("blockquote")
public let ol = Element("ol")
public let ul = Element("ul")
public let menu = Element("menu")
public let li = Element("li")
public let dl = Element("dl")
public let dt = Element("dt")
public let dd = Element("dd")
public let figure = Element("figure")
public let figcaption = Element("figcaption")
public let pre = TextElement("pre", dropsFirstLineFeed: true)

// MARK: Phrases

public let a = Element("a")
public let span = Element("span")
public let em = Element("em")
public let strong = Element("strong")
public let small = Element("small")
public let s = Element("s")
public let cite = Element("cite")
public let q = Element("q")
public let dfn = Element("dfn")
public let abbr = Element("abbr")
public let data = Element("data")
public let time = Element("time")
public let code = Element("code")
public let samp = Element("samp")
public let kbd = Element("kbd")
public let sub = Element("sub")
public let sup = Element("sup")
public let i = Element("i")
public let b = Element("b")
public let u = Element("u")
public let mark = Element("mark")
public let bdi = Element("bdi")
public let bdo = Element("bdo")
public let ins = Element("ins")
public let del = Element("del")

// MARK: Tables

public let table = Element("table")
public let caption = Element("caption")
public let colgroup = Element("colgroup")
public let thead = Element("thead")
public let tbody = Element("tbody")
public let tfoot = Element("tfoot")
public let tr = Element("tr")
public let th = Element("th")
public let td = Element("td")

// MARK: Forms

public let form = Element("form")
public let label = Element("label")
public let button = Element("button")
public let select = Element("select")
public let optgroup = Element("optgroup")
public let datalist = Element("datalist")
public let output = Element("output")
public let progress = Element("progress")
public let meter = Element("meter")
public let fieldset = Element("fieldset")
public let legend = Element("legend")
public let option = TextElement("option")
public let textarea = TextElement("textarea", dropsFirstLineFeed: true)

// MARK: Interaction

public let details = Element("details")
public let summary = Element("summary")
public let dialog = Element("dialog")

// MARK: Without content

public let br = VoidElement("br")
public let wbr = VoidElement("wbr")
public let hr = VoidElement("hr")
public let img = VoidElement("img")
public let col = VoidElement("col")
public let input = VoidElement("input")
public let meta = VoidElement("meta")
public let link = VoidElement("link")
