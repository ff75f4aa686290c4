/// The version of this program: what `hoidap --version` prints and `/metrics` shows.
public enum Version {
    public static let text = "0.1.0"
}
