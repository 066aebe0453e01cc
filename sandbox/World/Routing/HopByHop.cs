namespace Infra.Sandbox.World.Routing;

/// <summary>Headers that belong to one connection and must not travel on.</summary>
internal static class HopByHop
{
    public static bool Has(string name) => name.Length switch
    {
        2 => Is(name, "TE"),
        7 => Is(name, "Upgrade"),
        10 => Is(name, "Connection") || Is(name, "Keep-Alive"),
        14 => Is(name, "HTTP2-Settings"),
        16 => Is(name, "Proxy-Connection"),
        17 => Is(name, "Transfer-Encoding"),
        18 => Is(name, "Proxy-Authenticate"),
        19 => Is(name, "Proxy-Authorization"),
        _ => false,
    };

    /// <summary>Does a Connection header name this one?</summary>
    public static bool Names(string? connection, string name)
    {
        if (string.IsNullOrEmpty(connection)) return false;
        foreach (var part in connection.AsSpan().Split(','))
            if (connection.AsSpan()[part].Trim().Equals(name, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
