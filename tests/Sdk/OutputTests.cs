using System.Text.Json;
using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

public sealed class OutputTests
{
    [Fact]
    public async Task Apply_on_an_unknown_value_calls_nothing_and_stays_unknown_and_secret()
    {
        var isCalled = false;

        var result = Output.CreateSecret(OutputUtilities.CreateUnknown("?")).Apply(text =>
        {
            isCalled = true;
            return text.Length;
        });

        Assert.False(isCalled);
        Assert.False(await OutputUtilities.GetIsKnownAsync(result));
        Assert.True(await Output.IsSecretAsync(result));
    }

    [Fact]
    public async Task A_secret_inside_an_apply_makes_the_result_secret()
    {
        var result = Output.Create(2).Apply(number => Output.CreateSecret(number * 2));

        Assert.Equal(4, await OutputUtilities.GetValueAsync(result));
        Assert.True(await Output.IsSecretAsync(result));
        Assert.False(await Output.IsSecretAsync(Output.Unsecret(result)));
    }

    [Fact]
    public async Task A_lambda_that_gives_a_task_is_awaited_and_one_that_gives_an_output_is_flattened()
    {
        Output<int> awaited = Output.Create(1).Apply(async number =>
        {
            await Task.Yield();
            return number + 1;
        });
        Output<int> flattened = Output.Create(1).Apply(number => Output.Create(number + 2));
        Output<string> nothing = Output.Create(1).Apply(_ => (Output<string>?)null);

        Assert.Equal(2, await OutputUtilities.GetValueAsync(awaited));
        Assert.Equal(3, await OutputUtilities.GetValueAsync(flattened));
        Assert.Null(await OutputUtilities.GetValueAsync(nothing));
        Assert.True(await OutputUtilities.GetIsKnownAsync(nothing));
    }

    [Fact]
    public async Task A_tuple_is_secret_when_one_item_is_and_unknown_when_one_item_is()
    {
        var secret = Output.Tuple<int, string>(1, Output.CreateSecret("two"));
        var unknown = Output.Tuple(Output.Create(1), OutputUtilities.CreateUnknown("two"), Output.Create(3));

        Assert.Equal((1, "two"), await OutputUtilities.GetValueAsync(secret));
        Assert.True(await Output.IsSecretAsync(secret));
        Assert.False(await OutputUtilities.GetIsKnownAsync(unknown));
    }

    [Fact]
    public async Task All_of_nothing_is_an_empty_known_array()
    {
        var all = Output.All(Array.Empty<Output<int>>());

        Assert.Empty(await OutputUtilities.GetValueAsync(all));
        Assert.True(await OutputUtilities.GetIsKnownAsync(all));
    }

    [Fact]
    public async Task Format_takes_plain_values_inputs_and_outputs_and_ignores_the_culture()
    {
        Input<double> weight = 12.5;

        var text = Output.Format($"{Output.Create("blue")} {weight} {1.5}");

        Assert.Equal("blue 12.5 1.5", await OutputUtilities.GetValueAsync(text));
    }

    [Fact]
    public async Task Json_of_a_graph_with_outputs_inside_is_complete_and_as_secret_as_they_are()
    {
        var graph = new Dictionary<string, object>
        {
            ["plain"] = 1,
            ["nested"] = Output.Create(new[] { Output.CreateSecret("hush"), Output.Create("loud") }),
        };

        var json = Output.JsonSerialize(Output.Create(graph));

        Assert.Equal("""{"plain":1,"nested":["hush","loud"]}""", await OutputUtilities.GetValueAsync(json));
        Assert.True(await Output.IsSecretAsync(json));
    }

    [Fact]
    public async Task Json_with_an_unknown_inside_is_unknown()
    {
        var json = Output.JsonSerialize(Output.Create(new { Port = OutputUtilities.CreateUnknown(80) }));

        Assert.False(await OutputUtilities.GetIsKnownAsync(json));
    }

    [Fact]
    public async Task Json_text_becomes_a_value_again()
    {
        var value = Output.JsonDeserialize<int[]>(Output.Create("[1,2]"), JsonSerializerOptions.Default);

        Assert.Equal("1,2", string.Join(',', await OutputUtilities.GetValueAsync(value)));
    }

    [Fact]
    public void An_output_as_text_is_a_mistake_that_says_so()
    {
        var mistake = Assert.Throws<InvalidOperationException>(() => Output.Create("x").ToString());

        Assert.Contains("Deployment.Instance", mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_takes_items_lists_and_outputs_of_lists()
    {
        InputList<string> list = new[] { "a" };
        list.Add("b", Output.CreateSecret("c"));
        list.AddRange(Output.Create(new List<string> { "d" }));

        var output = list.ToOutput();

        Assert.Equal(["a", "b", "c", "d"], await OutputUtilities.GetValueAsync(output));
        Assert.True(await Output.IsSecretAsync(output));
        Assert.Throws<NotSupportedException>(() => ((System.Collections.IEnumerable)list).GetEnumerator());
    }

    [Fact]
    public async Task A_map_refuses_another_value_for_a_key_that_it_has_but_its_indexer_overwrites()
    {
        var map = new InputMap<string> { { "a", "1" } };
        map["a"] = "2";
        Assert.Equal("2", (await OutputUtilities.GetValueAsync(map.ToOutput()))["a"]);

        map.Add("a", "3");
        await Assert.ThrowsAsync<ArgumentException>(() => OutputUtilities.GetValueAsync(map.ToOutput()));
    }

    [Fact]
    public async Task Merging_maps_the_second_wins()
    {
        InputMap<string> first = new Dictionary<string, string> { ["a"] = "1", ["b"] = "1" };
        InputMap<string> second = new Dictionary<string, string> { ["b"] = "2" };

        var merged = await OutputUtilities.GetValueAsync(InputMap<string>.Merge(first, second).ToOutput());

        Assert.Equal(("1", "2"), (merged["a"], merged["b"]));
    }

    [Fact]
    public void A_union_holds_one_of_two()
    {
        Union<int, string> union = "text";

        Assert.True(union.IsT1);
        Assert.Equal("text", union.Match(number => "number", text => text));
        Assert.Throws<InvalidOperationException>(() => union.AsT0);
        Assert.Equal(4, union.MapT1(text => text.Length).AsT1);
    }

    [Fact]
    public async Task A_deferred_output_is_resolved_once()
    {
        var deferred = new DeferredOutput<int>();
        deferred.Resolve(Output.CreateSecret(5));

        Assert.Equal(5, await OutputUtilities.GetValueAsync(deferred.Output));
        Assert.True(await Output.IsSecretAsync(deferred.Output));
        Assert.Throws<InvalidOperationException>(() => deferred.Resolve(Output.Create(6)));
    }
}
