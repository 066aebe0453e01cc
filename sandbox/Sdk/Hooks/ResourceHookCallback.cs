namespace Pulumi;

public delegate Task ResourceHookCallback(ResourceHookArgs args, CancellationToken cancellationToken = default);
