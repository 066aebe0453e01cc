namespace Infra.Catalog;

/// <summary>The balancer's ports: one for users, one for proving a side before it has users, and where users are served over HTTPS one that sends them there.</summary>
public sealed record ListenPorts(int Production, int Test, int Redirect = 80)
{
    public ListenPorts Shifted(int by) => new(Production + by, Test + by, Redirect + by);
}
