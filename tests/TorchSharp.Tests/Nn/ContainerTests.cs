using Xunit;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests.Nn;

public sealed class ContainerTests
{
    [Fact]
    public void Every_way_to_build_a_Sequential_names_its_children()
    {
        using var plain = Sequential(Linear(1, 1), ReLU());
        Assert.Equal(["0", "1"], plain.named_children().Select(child => child.name));
        using var list = Sequential(new List<Module<Tensor, Tensor>> { Linear(1, 1), ReLU() });
        Assert.Equal(["0", "1"], list.named_children().Select(child => child.name));
        using var named = Sequential(("fc", Linear(1, 1)), ("act", ReLU()));
        Assert.Equal(["fc", "act"], named.named_children().Select(child => child.name));
        using var pairs = Sequential(new List<(string, Module<Tensor, Tensor>)> { ("fc", Linear(1, 1)) });
        Assert.Equal(["fc"], pairs.named_children().Select(child => child.name));
        using var tuples = Sequential(Tuple.Create<string, Module<Tensor, Tensor>>("fc", Linear(1, 1)));
        Assert.Equal(["fc"], tuples.named_children().Select(child => child.name));
        Assert.Equal(2, plain.Count);
        Assert.IsType<Modules.ReLU>(plain[1]);
    }

    [Fact]
    public void A_Sequential_calls_its_children_in_order_and_keeps_its_input()
    {
        var before = Live.Tensors();
        using var net = Sequential(Linear(2, 3), Identity(), ReLU(inplace: true), Linear(3, 1)).append(Sigmoid());
        using (NewDisposeScope())
        {
            var x = ones(4, 2);
            var y = net.call(x);
            Assert.Equal([4, 1], y.shape);
            Assert.Equal(8f, x.sum().item<float>());
            using var none = Sequential();
            var same = none.call(x);
            Assert.NotSame(same, x);
            Assert.Equal(8f, same.sum().item<float>());
        }

        Assert.Equal(before + 4, Tensor.TotalCount);
    }

    [Fact]
    public void A_Sequential_disposes_what_goes_between_its_children()
    {
        using var net = Sequential(ReLU(), ReLU(), ReLU());
        using var x = ones(4);
        var before = Live.Tensors();
        using (no_grad())
        {
            using var y = net.call(x);
            Assert.Equal(before + 1, Tensor.TotalCount);
        }
    }

    [Fact]
    public void A_part_of_a_Sequential_shares_its_modules()
    {
        using var net = Sequential(Linear(1, 1), ReLU(), Linear(1, 1), Sigmoid());
        var tail = net[2..];
        Assert.Equal(2, tail.Count);
        Assert.Same(net[2], tail[0]);
        Assert.Same(net[1], net[(1, 3)][0]);
        Assert.Equal(3, net[(null, -1)].Count);
    }

    [Fact]
    public void A_list_of_modules_is_registered_by_place()
    {
        using var module = new WithParts();
        Assert.Equal(
            ["layers.0.weight", "layers.1.weight", "byName.up.weight", "byName.down.weight", "free.0", "free.1", "named.a"],
            module.named_parameters().Select(parameter => parameter.name).Order(WithParts.Order));
        Assert.Equal(2, module.Layers.Count);
        Assert.True(module.ByName.ContainsKey("up"));
        Assert.Equal(["up", "down"], module.ByName.keys());
    }

    [Fact]
    public void Parts_in_containers_are_moved_saved_and_disposed_with_the_module()
    {
        var before = Live.Tensors();
        using (var module = new WithParts())
        {
            module.to(ScalarType.Float64);
            Assert.All(module.parameters(), parameter => Assert.Equal(ScalarType.Float64, parameter.dtype));
            using var stream = new MemoryStream();
            module.save(stream);
            using var copy = new WithParts().to(ScalarType.Float64);
            copy.load(new MemoryStream(stream.ToArray()));
            using var one = torch.nn.utils.parameters_to_vector(module.parameters());
            using var other = torch.nn.utils.parameters_to_vector(copy.parameters());
            Assert.True(one.allclose(other, rtol: 0, atol: 0));
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    private sealed class WithParts : Module<Tensor, Tensor>
    {
        private readonly Modules.ModuleList<Module<Tensor, Tensor>> layers =
            ModuleList<Module<Tensor, Tensor>>(Linear(1, 1, hasBias: false), Linear(1, 1, hasBias: false));

        private readonly Modules.ModuleDict<Module<Tensor, Tensor>> byName =
            ModuleDict<Module<Tensor, Tensor>>(("up", Linear(1, 2, hasBias: false)), ("down", Linear(2, 1, hasBias: false)));

        private readonly Modules.ParameterList free = ParameterList(Ones(), Ones());
        private readonly Modules.ParameterDict named = ParameterDict(("a", Ones()));

        internal WithParts()
            : base("WithParts") => RegisterComponents();

        internal static IComparer<string> Order { get; } = Comparer<string>.Create((x, y) => Place(x).CompareTo(Place(y)));

        internal Modules.ModuleList<Module<Tensor, Tensor>> Layers => layers;

        internal Modules.ModuleDict<Module<Tensor, Tensor>> ByName => byName;

        public override Tensor forward(Tensor input)
        {
            foreach (var layer in layers)
                input = layer.call(input);
            return byName["down"].call(byName["up"].call(input)) * free[0] * named["a"];
        }

        // In which order the containers themselves come is no promise.
        private static int Place(string name) => Array.IndexOf(["layers", "byName", "free", "named"], name.Split('.')[0]);

        private static Modules.Parameter Ones()
        {
            using var data = ones(1);
            return Parameter(data);
        }
    }
}
