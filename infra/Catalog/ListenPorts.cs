namespace Infra.Catalog;

/// <summary>The balancer's ports: one for users, one for proving a side before it has users.</summary>
public sealed record ListenPorts(int Production, int Test);
