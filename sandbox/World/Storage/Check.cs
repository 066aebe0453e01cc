using System.Text.Json;
using Infra.Sandbox.World.Health;
using Infra.Sandbox.World.Images;
using Infra.Sandbox.World.Model;

namespace Infra.Sandbox.World.Storage;

/// <summary>What is wrong with an object, given everything else: one sentence per problem, all of them at once.</summary>
internal static class Check
{
    public static IEnumerable<string> Put(Desired desired, TargetGroup group)
    {
        if (group.Id.Length == 0) yield return "A target group needs an id.";
        if (group.Name.Length == 0) yield return $"Target group {group.Id} needs a name: metrics are labelled with it.";
        if (desired.TargetGroups.Values.FirstOrDefault(other => other.Name == group.Name && other.Id != group.Id) is { } twin)
            yield return $"Target group name {group.Name} is taken by {twin.Id}: metrics could not tell the two apart.";
        if (group.DeregistrationDelay < TimeSpan.Zero) yield return $"Target group {group.Name}: deregistration delay {group.DeregistrationDelay.TotalSeconds} s is negative.";
        var check = group.HealthCheck;
        if (check.Path is not ("" or ['/', ..])) yield return $"Target group {group.Name}: health check path '{check.Path}' must begin with '/'.";
        if (check.Interval <= TimeSpan.Zero) yield return $"Target group {group.Name}: health check interval {check.Interval.TotalSeconds} s must be positive.";
        if (check.Timeout <= TimeSpan.Zero) yield return $"Target group {group.Name}: health check timeout {check.Timeout.TotalSeconds} s must be positive.";
        if (check.HealthyThreshold < 1 || check.UnhealthyThreshold < 1)
            yield return $"Target group {group.Name}: health check thresholds {check.HealthyThreshold} and {check.UnhealthyThreshold} must be 1 or more.";
        if (!StatusMatcher.TryParse(check.Matcher, out _))
            yield return $"Target group {group.Name}: health check matcher '{check.Matcher}' is not a list of status codes such as '200', '200,204' or '200-299'.";
    }

    public static IEnumerable<string> Put(Desired desired, Listener listener)
    {
        if (listener.Id.Length == 0) yield return "A listener needs an id.";
        if (listener.Port is < 1 or > 65535) yield return $"Listener {listener.Id}: port {listener.Port} is not within 1 and 65535.";
        if (desired.Listeners.Values.FirstOrDefault(other => other.Port == listener.Port && other.Id != listener.Id) is { } twin)
            yield return $"Listener {listener.Id}: port {listener.Port} is in use by listener {twin.Id} of this world; choose another port.";
        foreach (var problem in Action(desired, $"Listener {listener.Id}", listener.Default)) yield return problem;
    }

    /// <summary>Compared as written: lists in a record are not compared by what is in them.</summary>
    public static IEnumerable<string> Is(Desired desired, Rule rule)
    {
        if (JsonSerializer.Serialize(desired.Rules.GetValueOrDefault(rule.Id), WorldContext.Default.Options) != JsonSerializer.Serialize(rule, WorldContext.Default.Options))
            yield return $"Rule {rule.Id} is not as it was when this change was decided: somebody else has changed it meanwhile. It stays as it is.";
    }

    public static IEnumerable<string> Put(Desired desired, Rule rule)
    {
        if (rule.Id.Length == 0) yield return "A rule needs an id.";
        if (!desired.Listeners.ContainsKey(rule.ListenerId)) yield return $"Rule {rule.Id}: no listener {rule.ListenerId}. {Known("listener", desired.Listeners.Keys)}";
        if (rule.Priority is < 1 or > 50000) yield return $"Rule {rule.Id}: priority {rule.Priority} is not within 1 and 50000.";
        if (desired.Rules.Values.FirstOrDefault(other => other.ListenerId == rule.ListenerId && other.Priority == rule.Priority && other.Id != rule.Id) is { } twin)
            yield return $"Rule {rule.Id}: priority {rule.Priority} on listener {rule.ListenerId} is in use by rule {twin.Id}.";
        if (rule.Conditions.IsDefaultOrEmpty) yield return $"Rule {rule.Id} has no condition; what takes every request is the listener's default.";
        else
        {
            foreach (var condition in rule.Conditions)
            {
                if (condition.Values.IsDefaultOrEmpty) yield return $"Rule {rule.Id}: a {condition.Field} condition has no value.";
                if (condition.Field is ConditionField.Header or ConditionField.ExactHeader != condition.Header is { Length: > 0 })
                    yield return $"Rule {rule.Id}: a header condition names its header and no other does; this one is {condition.Field} with header '{condition.Header}'.";
            }
        }
        foreach (var problem in Action(desired, $"Rule {rule.Id}", rule.Action)) yield return problem;
    }

    public static IEnumerable<string> Put(Desired desired, Workload workload)
    {
        if (workload.Id.Length == 0) yield return "A workload needs an id.";
        if (workload.Replicas is < 0 or > 100) yield return $"Workload {workload.Id}: {workload.Replicas} replicas are not within 0 and 100.";
        if (workload.StopTimeout < TimeSpan.Zero) yield return $"Workload {workload.Id}: stop timeout {workload.StopTimeout.TotalSeconds} s is negative.";
        if (ImageReference.Find(desired.Images, workload.Image) is null)
            yield return $"Workload {workload.Id}: no image {workload.Image}. {Known("image", desired.Images.Select(image => $"{image.Repository}@{image.Digest}"))}";
        if (workload.Environment.Keys.FirstOrDefault(key => key.Length == 0 || key.Contains('=') || key.Contains('\0')) is { } odd)
            yield return $"Workload {workload.Id}: '{odd}' can't name an environment variable.";
        foreach (var id in workload.TargetGroupIds)
        {
            if (!desired.TargetGroups.TryGetValue(id, out var group))
                yield return $"Workload {workload.Id}: no target group {id}. {Known("target group", desired.TargetGroups.Keys)}";
            else if (group.Kind == GroupKind.Balancer && !Users(desired, id).Any())
                yield return $"Workload {workload.Id}: no listener or rule forwards to target group {group.Name} ({id}), so its health can't be checked; add the listener's default or a rule first.";
        }
    }

    public static IEnumerable<string> DeleteTargetGroup(Desired desired, string id)
    {
        foreach (var user in Users(desired, id)) yield return $"Target group {id} is in use by {user}; let that go first.";
        foreach (var workload in desired.Workloads.Values.Where(workload => workload.TargetGroupIds.Contains(id)))
            yield return $"Target group {id} is in use by workload {workload.Id}; let that go first.";
    }

    public static IEnumerable<string> DeleteListener(Desired desired, string id) =>
        desired.Rules.Values.Where(rule => rule.ListenerId == id).Select(rule => $"Listener {id} is in use by rule {rule.Id}; delete that first.");

    static IEnumerable<string> Action(Desired desired, string owner, RuleAction action)
    {
        if (action.Forward.IsDefaultOrEmpty == action.Response is null)
            yield return $"{owner}: an action either forwards to target groups or has a fixed response; this one has {(action.Response is null ? "neither" : "both")}.";
        foreach (var share in action.Forward.IsDefault ? [] : action.Forward)
        {
            if (!desired.TargetGroups.ContainsKey(share.TargetGroupId))
                yield return $"{owner}: no target group {share.TargetGroupId}. {Known("target group", desired.TargetGroups.Keys)}";
            if (share.Weight is < 0 or > 1_000_000) yield return $"{owner}: weight {share.Weight} of {share.TargetGroupId} is not within 0 and 1000000.";
        }
        if (!action.Forward.IsDefault && action.Forward.GroupBy(share => share.TargetGroupId).FirstOrDefault(same => same.Count() > 1) is { } twice)
            yield return $"{owner}: target group {twice.Key} is named {twice.Count()} times; give it one weight.";
        foreach (var mirror in action.Mirrors)
        {
            if (action.Forward.IsDefaultOrEmpty) yield return $"{owner}: only what is forwarded can be mirrored to {mirror.TargetGroupId}.";
            if (!desired.TargetGroups.ContainsKey(mirror.TargetGroupId)) yield return $"{owner}: no target group {mirror.TargetGroupId}. {Known("target group", desired.TargetGroups.Keys)}";
            if (mirror.Denominator < 1 || mirror.Numerator < 0 || mirror.Numerator > mirror.Denominator)
                yield return $"{owner}: {mirror.Numerator} of {mirror.Denominator} requests can't be mirrored to {mirror.TargetGroupId}.";
        }
        if (action.Stickiness is { } duration && (duration < TimeSpan.FromSeconds(1) || duration > TimeSpan.FromDays(7)))
            yield return $"{owner}: stickiness of {duration.TotalSeconds} s is not within 1 and 604800.";
        if (action.Response is { StatusCode: < 200 or > 599 } response)
            yield return $"{owner}: status {response.StatusCode} of the fixed response is not within 200 and 599.";
    }

    static IEnumerable<string> Users(Desired desired, string groupId) =>
    [
        .. desired.Listeners.Values.Where(listener => Forwards(listener.Default, groupId)).Select(listener => $"listener {listener.Id}"),
        .. desired.Rules.Values.Where(rule => Forwards(rule.Action, groupId)).Select(rule => $"rule {rule.Id}"),
    ];

    static bool Forwards(RuleAction action, string groupId) =>
        action.Forward.Any(share => share.TargetGroupId == groupId) || action.Mirrors.Any(mirror => mirror.TargetGroupId == groupId);

    static string Known(string kind, IEnumerable<string> names) => names.ToList() is { Count: > 0 } known
        ? $"Known: {string.Join(", ", known.Take(10))}{(known.Count > 10 ? $" and {known.Count - 10} more" : "")}."
        : $"There is no {kind} yet.";
}
