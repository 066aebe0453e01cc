using Google.Protobuf.WellKnownTypes;

namespace Infra.Tests.Engine;

public sealed class StackReferenceTests
{
    const string Reference = "pulumi:pulumi:StackReference";

    [Fact]
    public async Task A_stack_reads_the_outputs_of_another()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.OkAsync("stack init other");
        (await scenario.UpAsync(Publish("blue"), stack: "other")).Ok();
        Struct? seen = null;

        var end = (await scenario.UpAsync(async program => seen = await program.ReadAsync(Reference, "organization/shop/other"))).Ok();

        Assert.Equal("blue", seen!.Fields["outputs"].StructValue.Fields["colour"].StringValue);
        Assert.Equal("read", end.Ops("organization/shop/other"));
    }

    [Fact]
    public async Task A_stack_reads_its_own_outputs_of_the_last_update_so_that_a_plain_update_changes_nothing()
    {
        await using var scenario = await Scenario.StartAsync();
        (await scenario.UpAsync(Publish("green"))).Ok();

        var again = (await scenario.UpAsync(Republish, "--expect-no-changes")).Ok();
        var third = (await scenario.UpAsync(Republish, "--expect-no-changes")).Ok();

        Assert.DoesNotContain("update", again.Changes + third.Changes);
        Assert.Contains("green", (await scenario.OkAsync("stack output --json --stack dev")).Output);

        static async Task Republish(InlineProgram program)
        {
            var own = await program.ReadAsync(Reference, "organization/shop/dev");
            program.Output("colour", own.Fields["outputs"].StructValue.Fields["colour"]);
        }
    }

    [Fact]
    public async Task A_new_stack_has_no_outputs_of_its_own_yet()
    {
        await using var scenario = await Scenario.StartAsync();
        Struct? seen = null;

        (await scenario.PreviewAsync(async program => seen = await program.ReadAsync(Reference, "organization/shop/dev"))).Ok();

        Assert.Empty(seen!.Fields["outputs"].StructValue.Fields);
    }

    [Fact]
    public async Task A_stack_that_does_not_exist_is_an_error()
    {
        await using var scenario = await Scenario.StartAsync();

        var end = await scenario.UpAsync(program => program.ReadAsync(Reference, "organization/shop/nobody"));

        Assert.Contains("unknown stack \"organization/shop/nobody\"", end.Errors);
    }

    static Func<InlineProgram, Task> Publish(string colour) => program =>
    {
        program.Output("colour", Value.ForString(colour));
        return Task.CompletedTask;
    };
}
