namespace Infra.Policies.Sdk;

/// <summary>A rule has nothing to say here. The SDK's own: rules call <see cref="Report.NotApplicable"/>.</summary>
internal sealed class NotApplicableException(string reason) : Exception(reason);
