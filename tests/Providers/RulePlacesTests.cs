using System.Collections.Immutable;
using Infra.Sandbox.Engine.Providers.Kubernetes;

namespace Infra.Tests.Providers;

public sealed class RulePlacesTests
{
    [Fact]
    public void A_new_rule_stands_between_its_neighbours_and_moves_nobody() =>
        Assert.Equal([100, 133, 166, 200, 25100], RulePlaces.Assign([100, null, null, 200, null]));

    [Fact]
    public void Where_there_is_no_room_all_are_spread_anew()
    {
        Assert.Equal([12500, 25000, 37500], RulePlaces.Assign([1, null, 2]));
        Assert.Equal([16667, 33334], RulePlaces.Assign([7, 3]));
    }

    [Fact]
    public void However_rules_come_their_priorities_rise_and_on_the_way_no_two_are_the_same()
    {
        var random = new Random(7);
        for (var life = 0; life < 200; life++)
        {
            ImmutableArray<int> places = [];
            for (var step = 0; step < 60; step++)
            {
                var at = random.Next(3) == 0 ? 0 : random.Next(places.Length + 1);
                var asked = places.Select(place => (int?)place).ToImmutableArray().Insert(at, null);
                var next = RulePlaces.Assign(asked);
                Assert.All(next.Zip(next.Skip(1)), pair => Assert.True(pair.First < pair.Second));
                Assert.InRange(next[0], 1, next[^1]);
                Assert.InRange(next[^1], next[0], 50_000);
                var now = places.ToArray();
                foreach (var index in RulePlaces.Moves([.. Enumerable.Range(0, now.Length)], each => places[each], each => next[each < at ? each : each + 1]))
                {
                    now[index] = next[index < at ? index : index + 1];
                    Assert.All(now.Zip(now.Skip(1)), pair => Assert.True(pair.First < pair.Second));
                }
                places = next;
            }
        }
    }
}
