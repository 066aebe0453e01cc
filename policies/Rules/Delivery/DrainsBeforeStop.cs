using Infra.Policies.Sdk;

namespace Infra.Policies.Rules.Delivery;

internal static class DrainsBeforeStop
{
    public static readonly StackRule Rule = new()
    {
        Name = "drains-before-stop",
        Demand = "The deregistration delay of a target group is shorter than the stop time-out of the containers behind it.",
        Because = "A task is killed at its stop time-out: requests that the balancer still lets it finish would break.",
        Mend = "Raise stopTimeout (Fargate: up to 120 s) or lower deregistrationDelay.",
        Level = Level.Mandatory,
        Severity = Severity.High,
        Controls = [Frameworks.Soc2("A1.2")],
        Types = [Tokens.EcsService],
        Check = (stack, report) => report.Each(stack.OfType(Tokens.EcsService), service => Check(service, stack, report)),
    };

    static void Check(Resource service, Stack stack, Report report)
    {
        var groups = stack.Behind(service, "loadBalancers", Tokens.TargetGroups);
        var tasks = stack.Behind(service, "taskDefinition", Tokens.TaskDefinition);
        var balancers = service["loadBalancers"];
        var served = balancers.IsUnknown ? [] : balancers.Items.Select(balancer => balancer["containerName"]).Where(name => !name.IsUnknown).Select(name => name.Text).ToHashSet();
        var pairs = from task in tasks
                    from container in Container.Of(task)
                    where served.Count == 0 || served.Contains(container.Name)
                    from @group in groups
                    select (task, container, @group);
        report.Each(pairs, pair =>
        {
            if (pair.group["deregistrationDelay"].Number is { } delay && delay >= pair.container.StopSeconds)
                report.About(pair.group).Violation($"{pair.group} drains for {delay} s, and {pair.container} of {pair.task} is killed {pair.container.StopSeconds} s after it is told to stop.");
        });
    }
}
