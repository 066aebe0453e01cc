using Infra.Sandbox.Engine.Commands.Views;
using Infra.Sandbox.Engine.Deployment;
using Infra.Sandbox.Engine.State;
using Infra.Sandbox.Engine.Values;

namespace Infra.Tests.Command;

/// <summary>What people read, from operations made by hand.</summary>
public sealed class ViewTests
{
    const string Vpc = "aws:ec2/vpc:Vpc", Subnet = "aws:ec2/subnet:Subnet";

    static readonly ResourceState network = Told.State("shop:index:Network", "network", Told.Stack.Urn, custom: false);
    static readonly ResourceState oldVpc = Told.State(Vpc, "main", network.Urn, Vpcs("blue", "old", 1), "vpc-1");
    static readonly ResourceState newVpc = oldVpc with { Inputs = Vpcs("green", "new", 2) };
    static readonly ResourceState subnet = Told.State(Subnet, "a", network.Urn, PropertyMap.Of(("cidrBlock", "10.0.0.0/24"), ("vpcId", PropertyValue.NotYet)));

    [Fact]
    public void A_preview_is_a_tree_with_what_changes() => Golden.Matches("pulumi/tree-preview.txt", Preview().Tree());

    [Fact]
    public void Colour_says_the_same() => Golden.Matches("pulumi/tree-colour.txt", Preview().Tree(color: true).Replace("\e", "ESC", StringComparison.Ordinal));

    [Fact]
    public void What_stays_is_shown_when_asked_for() => Golden.Matches("pulumi/tree-sames.txt", Preview().Tree(sames: true));

    [Fact]
    public void An_update_shows_what_goes_on_is_done_and_failed() => Golden.Matches("pulumi/tree-update.txt", new Told(isPreview: false)
        .Begins(Told.Step(Op.Same, Told.Stack, Told.Stack))
        .Begins(Told.Step(Op.Create, null, network))
        .Does(Told.Step(Op.Update, oldVpc, newVpc))
        .Fails(Told.Step(Op.Create, null, subnet))
        .Says("error", "no room\nfor it", subnet.Urn)
        .Begins(Told.Step(Op.DeleteReplaced, Told.State(Subnet, "b", network.Urn), null))
        .Tree());

    [Fact]
    public void A_diff_shows_every_value_and_no_secret() => Golden.Matches("pulumi/diff.txt", string.Join('\n', new (Step Step, int Depth)[]
    {
        (Told.Step(Op.Same, Told.Stack, Told.Stack), 0),
        (Told.Step(Op.Update, oldVpc, newVpc), 1),
        (Told.Step(Op.Create, null, subnet), 1),
        (Told.Step(Op.Delete, Told.State(Subnet, "gone", "", PropertyMap.Of(("cidrBlock", "10.0.1.0/24")), "subnet-1"), null), 1),
        (Told.Step(Op.Replace, subnet with { Id = "subnet-2" }, subnet with { Inputs = PropertyMap.Of(("cidrBlock", "10.0.2.0/24")), Provider = "p::1" }), 1),
    }.Select(one => Told.Text(DiffView.Lines(one.Step, one.Depth)))));

    [Fact]
    public void The_end_tells_findings_diagnostics_outputs_and_counts()
    {
        var told = new Told(isPreview: true)
            .Says("warning", "the region is far away", Told.Stack.Urn)
            .Says("error", "no room\nfor it", subnet.Urn)
            .Says("info", "hello from the program", Told.Stack.Urn)
            .Finds(newVpc.Urn, isMandatory: true, "owner is missing\nAdd it.")
            .Finds(subnet.Urn, isMandatory: false, "cost-centre is missing");
        var summary = Told.Summary(("create", 2), ("update", 1), ("replace", 1), ("same", 4));
        var (old, news) = (Outputs("blue", "gone"), Outputs("green", "added"));

        Golden.Matches("pulumi/end.txt", string.Join("\n\n", new[]
        {
            EndView.Policies(told.Progress, summary), EndView.Diagnostics(told.Progress), EndView.Outputs(old, news), EndView.Resources(summary, isPreview: true), EndView.Resources(Told.Summary(("create", 3)), isPreview: false),
        }.Select(lines => Told.Text(lines))));
    }

    [Fact]
    public void A_line_is_cut_where_the_terminal_ends_and_its_ink_with_it() =>
        Assert.Equal("ab\e[31mc…\e[0m", (Line.Of("ab") + Line.Of("cdef", Ink.Red)).Cut(4).Show(color: true));

    [Fact]
    public void A_live_region_draws_over_what_it_drew_and_keeps_to_the_terminal()
    {
        var terminal = new FakeTerminal { Width = 8, Height = 5 };
        var region = new LiveRegion(terminal, color: false);

        region.Draw(["head", "1", "2", "3", "a longer line"]);
        region.Draw(["head", "1"]);
        region.Clear();

        Assert.Equal("head\n3\na long…\n" + "\e[3A\r\e[Jhead\n1\n" + "\e[2A\r\e[J", terminal.Text);
    }

    static Told Preview() => new Told(isPreview: true)
        .Begins(Told.Step(Op.Same, Told.Stack, Told.Stack))
        .Does(Told.Step(Op.Same, network, network))
        .Does(Told.Step(Op.Update, oldVpc, newVpc))
        .Does(Told.Step(Op.Create, null, subnet))
        .Does(Told.Step(Op.CreateReplacement, subnet, subnet) with { New = Told.State(Subnet, "b", newVpc.Urn) })
        .Does(Told.Step(Op.Replace, null, Told.State(Subnet, "b", newVpc.Urn)))
        .Does(Told.Step(Op.DeleteReplaced, Told.State(Subnet, "b", newVpc.Urn), null))
        .Does(Told.Step(Op.Same, Told.State(Subnet, "quiet", Told.Stack.Urn), Told.State(Subnet, "quiet", Told.Stack.Urn)))
        .Does(Told.Step(Op.Delete, Told.State(Subnet, "gone", Told.Stack.Urn), null))
        .Says("warning", "the region is far away", Told.Stack.Urn)
        .Finds(newVpc.Urn, isMandatory: true, "owner is missing");

    static PropertyMap Vpcs(string colour, string secret, int rules) => PropertyMap.Of(
        ("cidrBlock", "10.0.0.0/16"),
        ("tags", PropertyMap.Of(("colour", colour), ("name", "main"))),
        ("password", new PropertyValue.Secret(secret)),
        ("rules", new PropertyValue.List([.. Enumerable.Range(1, rules).Select(rule => (PropertyValue)PropertyMap.Of(("port", (double)rule)))])));

    static PropertyMap Outputs(string colour, string other) => PropertyMap.Of(("colour", colour), ("same", true), (other, new PropertyValue.Secret("hush")), ("later", other == "added" ? PropertyValue.NotYet : "now"));
}
