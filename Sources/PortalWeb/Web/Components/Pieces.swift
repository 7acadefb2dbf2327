import HTML
import Portal

/// The colour of a state: how it stands, not what it is called.
enum Tone: String, Sendable {
  case quiet = ""
  case good, warn, bad, accent
}

extension Visit {
  func badge(_ label: Text, _ tone: Tone = .quiet) -> HTML {
    span(self(label), .class(tone == .quiet ? "badge" : "badge " + tone.rawValue))
  }

  /// What is invented for demonstration says so wherever it shows.
  @HTMLBuilder func sampleBadge(if isSample: Bool) -> HTML {
    if isSample {
      span(self("exemple fictif", "fictional sample"), .class("badge sample"))
    }
  }

  /// `21 novembre 2026`, `21 November 2026`.
  func format(_ day: Day) -> String {
    let parts = day.parts
    let months =
      switch language {
      case .french:
        [
          "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
          "octobre", "novembre", "décembre",
        ]
      case .english:
        [
          "January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December",
        ]
      }
    let number = language == .french && parts.day == 1 ? "1er" : String(parts.day)
    return "\(number) \(months[parts.month - 1]) \(parts.year)"
  }

  /// A moment in UTC, machine-readable beside.
  func format(_ instant: Instant) -> HTML {
    let clock = instant.rfc3339.dropFirst(11).prefix(5)
    return time(
      "\(format(instant.day)), \(clock) UTC", .datetime(instant.rfc3339))
  }

  /// A whole number with thin spaces between thousands in French, commas in English.
  func format(_ number: Int) -> String {
    let digits = String(number.magnitude)
    let separator = language == .french ? "\u{202f}" : ","
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.utf8.count - index) % 3 == 0 { grouped += separator }
      grouped.append(digit)
    }
    return number < 0 ? "−" + grouped : grouped
  }

  /// Where a page stands: links from the top to the page before this one.
  func crumbs(_ trail: [(label: String, path: Path)]) -> HTML {
    nav(.class("crumbs"), .aria(.label, self("Fil d’Ariane", "Breadcrumb"))) {
      ol {
        for crumb in trail { li { a(crumb.label, .href(crumb.path)) } }
      }
    }
  }

  /// How many there are, and the way to the next page.
  func paging<Item>(of page: Page<Item>, noun: Text) -> HTML {
    nav(.class("paging"), .aria(.label, self("Pages", "Pages"))) {
      span("\(format(page.total)) \(self(noun))", .class("soft"))
      if let next = page.next {
        a(
          self("Suite", "Next"), .class("button plain"), .rel(.next),
          .href(address(with: "cursor", next.text)))
      }
    }
  }

  /// Every deed on a record that cannot be done now, with its reason; those that can have their own buttons.
  @HTMLBuilder func whyNot(_ offers: [Offer]) -> HTML {
    let barred = offers.filter { !$0.isAllowed }
    if !barred.isEmpty {
      details {
        summary(self("Ce qui n’est pas possible, et pourquoi", "What is not possible, and why"))
        ul(.class("offers")) {
          for offer in barred {
            li {
              strong(self(offer.action.label))
              if let why = offer.why { p(self(why), .class("why")) }
            }
          }
        }
      }
    }
  }
}

extension [Offer] {
  /// Whether a deed is offered and allowed.
  func allow(_ action: Action) -> Bool { contains { $0.action == action && $0.isAllowed } }
}
