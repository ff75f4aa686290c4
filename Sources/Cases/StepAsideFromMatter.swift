import Kernel
import Registry

extension StepAside {
    /// An officer steps aside from a matter in scope; whoever handles it must hand it over first.
    public static func from(_ key: MatterKey, _ account: Account) -> StepAside {
        StepAside(account, from: key) { moment, tx in
            try MatterTable.load(key, for: moment, tx).procedure.officer == account.id
        }
    }
}
