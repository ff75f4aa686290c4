import Kernel
import Registry

extension StepAside {
    /// An officer steps aside from a matter in scope; whoever handles it must hand it over first.
    public static func from(_ key: MatterKey, _ account: Account) -> StepAside {
        StepAside(account, from: key) { moment, tx in
            let matter = try MatterTable.load(key, for: moment, tx)
            guard let handler = matter.procedure.handler, !matter.procedure.stage.isClosed else { return false }
            return try Standing.of(account.id, on: moment.effective, tx)?.holds(handler.post) ?? false
        }
    }
}
