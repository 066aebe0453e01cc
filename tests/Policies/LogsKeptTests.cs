using Infra.Policies.Rules.Delivery;
using static Infra.Tests.Policies.Kit;

namespace Infra.Tests.Policies;

public sealed class LogsKeptTests
{
    const string Type = "aws:cloudwatch/logGroup:LogGroup";

    [Fact]
    public void A_log_group_with_a_retention_passes() => Pass(LogsKept.Rule, Some(Type, new { retentionInDays = 30 }));

    [Fact]
    public void A_container_with_a_log_driver_passes() =>
        Pass(LogsKept.Rule, TaskDefinition(new { name = "web", logConfiguration = new { logDriver = "awslogs", options = new { } } }));

    [Fact]
    public void A_log_group_without_a_retention_is_refused()
    {
        Assert.Equal("LogGroup 'web' sets no retention.", Violates(LogsKept.Rule, Some(Type, new { name = "/shop/web" })));
        Assert.Contains("'0'", Violates(LogsKept.Rule, Some(Type, new { retentionInDays = 0 })));
    }

    [Fact]
    public void A_container_without_logs_is_refused() =>
        Assert.Equal("Container 'web' of TaskDefinition 'web' writes its logs nowhere.", Violates(LogsKept.Rule, TaskDefinition(new { name = "web" })));

    [Fact]
    public void A_retention_not_known_yet_is_judged_by_the_update() => Defers(LogsKept.Rule, Some(Type, new { retentionInDays = Unknown }));
}
