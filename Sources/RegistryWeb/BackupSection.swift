import Acts
import Kernel
import Language
import Markup
import Web

/// Whether the installation could be restored today, and up to when.
func backupSection(_ backups: Backups, _ words: AdminWording) -> HTML {
    let t = words.t
    return section(t(AdminMessages.backupTitle), id: "backup") {
        if let failed = backups.failed {
            notice(.warning) {
                p(t(AdminMessages.backupFailed, ["time": t.time(failed.at), "place": failed.place]))
                p(failed.reason)
            }
        }
        if let made = backups.made {
            let days = words.today.daysSince1970 - Zone.vietnam.day(of: made.at).daysSince1970
            if days > Backups.mostDays {
                notice(.warning) { p(t(AdminMessages.backupOld, ["days": t.number(days)])) }
            }
            facts {
                fact(t(AdminMessages.backupLast), t.time(made.at))
                fact(t(AdminMessages.backupContains), t.time(made.contains))
                fact(t(AdminMessages.backupPlace), made.place)
                fact(
                    t(AdminMessages.backupSize),
                    t(AdminMessages.backupMegabytes, ["n": t.number(Int((made.bytes + 999_999) / 1_000_000))]))
            }
        } else {
            p(t(AdminMessages.backupNone))
        }
        hint(t(AdminMessages.backupHint))
    }
}
