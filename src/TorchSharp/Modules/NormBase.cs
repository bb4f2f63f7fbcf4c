using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What normalisations with running statistics share. Weight, bias, running mean and variance are [features].</summary>
public abstract class NormBase : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    [ComponentName(Name = nameof(running_mean))]
    private Tensor? _running_mean;

    [ComponentName(Name = nameof(running_var))]
    private Tensor? _running_var;

    [ComponentName(Name = nameof(num_batches_tracked))]
    private Tensor? _num_batches_tracked;

    public NormBase(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(name)
    {
        this.num_features = num_features;
        this.eps = eps;
        this.momentum = momentum;
        this.affine = affine;
        this.track_running_stats = track_running_stats;
        if (affine)
        {
            _weight = Made.Parameter([num_features], 1, device, dtype);
            _bias = Made.Parameter([num_features], 0, device, dtype);
        }

        if (track_running_stats)
        {
            _running_mean = zeros([num_features], dtype, device);
            _running_var = ones([num_features], dtype, device);
            _num_batches_tracked = zeros([], ScalarType.Int64, device);
        }

        // Registered one by one: a derived module's own RegisterComponents is still to come.
        ConditionallyRegisterParameter(nameof(weight), _weight);
        ConditionallyRegisterParameter(nameof(bias), _bias);
        Keep(nameof(running_mean), _running_mean);
        Keep(nameof(running_var), _running_var);
        Keep(nameof(num_batches_tracked), _num_batches_tracked);
    }

    public long num_features { get; }

    /// <summary>Added to the variance before its root is taken.</summary>
    public double eps { get; set; }

    /// <summary>The share of a new batch in the running statistics; null averages all batches alike.</summary>
    public double? momentum { get; set; }

    public bool affine { get; }

    public bool track_running_stats { get; }

    /// <summary>The scale; null without <see cref="affine"/>.</summary>
    public Parameter weight
    {
        get => _weight!;
        set => Made.Exchange(ref _weight, value, kept => ConditionallyRegisterParameter(nameof(weight), kept));
    }

    public Parameter? bias
    {
        get => _bias;
        set => Made.Exchange(ref _bias, value, kept => ConditionallyRegisterParameter(nameof(bias), kept));
    }

    public Tensor? running_mean
    {
        get => _running_mean;
        set => Made.Exchange(ref _running_mean, value, kept => ConditionallyRegisterBuffer(nameof(running_mean), kept));
    }

    public Tensor? running_var
    {
        get => _running_var;
        set => Made.Exchange(ref _running_var, value, kept => ConditionallyRegisterBuffer(nameof(running_var), kept));
    }

    /// <summary>How many batches the running statistics have seen (Int64).</summary>
    public Tensor? num_batches_tracked
    {
        get => _num_batches_tracked;
        set => Made.Exchange(ref _num_batches_tracked, value, kept => ConditionallyRegisterBuffer(nameof(num_batches_tracked), kept));
    }

    /// <summary>Statistics as new, scale 1, shift 0.</summary>
    public void reset_parameters()
    {
        reset_running_stats();
        if (_weight is not null)
            nn.init.ones_(_weight);
        if (_bias is not null)
            nn.init.zeros_(_bias);
    }

    /// <summary>Mean 0, variance 1, no batch seen.</summary>
    public void reset_running_stats()
    {
        if (!track_running_stats)
            return;
        nn.init.zeros_(_running_mean!);
        nn.init.ones_(_running_var!);
        nn.init.zeros_(_num_batches_tracked!);
    }

    /// <exception cref="ArgumentException">The input has another number of dimensions than the module takes.</exception>
    protected abstract void ValidateInputDimensions(Tensor input);

    private void Keep(string key, Tensor? buffer) => ConditionallyRegisterBuffer(key, buffer?.DetachFromDisposeScope());
}
