using Infra.Policies.Rules;
using Infra.Policies.Sdk;

var version = typeof(AllRules).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";
return await PackHost.RunAsync(new Pack("infra", version, "What must hold for every release: immutable, proven, watched, closed to the world.", AllRules.List), args);
